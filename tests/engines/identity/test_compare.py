import numpy as np
import pytest

from shanghui.engines.identity import ReasonCode as R
from shanghui.engines.identity import Record
from shanghui.engines.identity.compare import COMPARISONS, Sides, counts_of
from shanghui.engines.identity.features import read_features

from .support import OTHERS, record


def findings(one: Record, other: Record) -> set[R]:
    features = read_features([one, other, *OTHERS])
    sides = Sides(features, counts_of(features), np.array([0]), np.array([1]))
    found = set()
    for comparison in COMPARISONS:
        levels, chances = comparison.measure(sides)
        assert 0 < chances[0] <= 1
        if levels[0]:
            found.add(comparison.reasons[levels[0] - 1])
    return found


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("上海礪鋒標準件有限公司", "砺锋标准件厂", R.NAME_SAME),
        ("砺锋标准件有限公司", "砺锋标准", R.NAME_SHORTENED),
        ("砺锋标准件有限公司", "砺峰标准件", R.NAME_SOUNDS_SAME),
        ("砺锋标准件有限公司", "砺明标准件", R.NAME_ONE_CHARACTER),
        ("砺锋精密标准件", "砺锋标准件", R.NAME_ABBREVIATED),
        ("砺锋标准件", "砺锋物流", R.NAME_CORE_SAME),
        ("砺锋一号标准件", "砺锋二号标准件", R.NAME_SIMILAR),
        ("砺锋精密标准件", "砺峰精工标准件", R.NAME_SIMILAR),
        ("砺锋标准件", "恒通物流", R.NAME_DIFFERENT),
    ],
)
def test_names_are_compared(one: str, other: str, code: R) -> None:
    assert code in findings(record("1", one), record("2", other))
    assert code in findings(record("2", other), record("1", one))


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("宁波市海曙区中山路12号3幢201", "中山路12号3-201", R.ADDRESS_SAME),
        ("宁波市海曙区中山路12号3幢201", "中山路12号", R.STREET_SAME),
        ("中山路12号3幢201", "中山路12号3幢202", R.HOUSE_SAME_ROOM_DIFFERENT),
        ("中山路12号", "中山路14号", R.ROAD_SAME),
        ("宁波市海曙区中山路12号", "宁波市鄞州区人民路14号", R.ADDRESS_DISTRICT_DIFFERENT),
        ("海曙区中山路12号", "海曙区人民路14号", R.ADDRESS_DIFFERENT),
        ("中山路12号", "人民路14号", R.ADDRESS_DIFFERENT),
        ("宁波市海曙区中山路12号", "宁波市海曙区某村", R.DISTRICT_SAME),
        ("宁波市海曙区中山路12号", "宁波市鄞州区某村", R.DISTRICT_DIFFERENT),
        ("宁波市", "宁波", R.CITY_SAME),
        ("宁波市", "苏州市", R.CITY_OTHER_THAN_IN_NAME),
    ],
)
def test_addresses_are_compared(one: str, other: str, code: R) -> None:
    assert code in findings(record("1", "甲乙", address=one), record("2", "甲乙", address=other))


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("宁波砺锋厂", "苏州砺锋厂", R.CITY_DIFFERENT),
        ("宁波砺锋厂", "余姚砺锋厂", R.CITY_SAME),
        ("砺锋厂", "砺锋总厂", R.FORM_SAME),
        ("砺锋厂", "砺锋有限公司", R.FORM_DIFFERENT),
        ("砺锋有限公司宁波分公司", "砺锋有限公司宁波分公司", R.BRANCH_SAME),
        ("砺锋有限公司宁波分公司", "砺锋有限公司", R.BRANCH_DIFFERENT),
    ],
)
def test_places_forms_branches_are_compared(one: str, other: str, code: R) -> None:
    assert code in findings(record("1", one), record("2", other))


def test_streets_of_two_cities_are_not_compared() -> None:
    found = findings(record("1", "甲乙", address="宁波市中山路12号"), record("2", "甲乙", address="苏州市中山路12号"))
    assert found == {R.NAME_SAME, R.CITY_OTHER_THAN_IN_NAME}


def test_codes_and_telephones_are_compared() -> None:
    one = record("1", "甲乙", "91350100M000100Y43", phone="13900000000")
    assert {R.CODE_SAME, R.PHONE_SAME} <= findings(
        one, record("2", "丙丁", "91350100M000100Y43", phone="139-0000-0000")
    )
    assert {R.CODE_DIFFERENT, R.PHONE_DIFFERENT} <= findings(
        one, record("2", "丙丁", "91350100M000100Y44", phone="13900000001")
    )
    assert not {R.CODE_DIFFERENT, R.PHONE_DIFFERENT} & findings(one, record("2", "丙丁"))


def test_rare_names_say_more_than_common_ones() -> None:
    records = [
        record("1", "砺锋标准件"),
        record("2", "砺锋标准件"),
        *(record(str(at), "恒通物流") for at in range(3, 9)),
    ]
    features = read_features(records)
    names = COMPARISONS[0].measure(Sides(features, counts_of(features), np.array([0, 2]), np.array([1, 3])))
    assert names[1][0] < names[1][1]


def test_levels_and_priors_fit() -> None:
    for comparison in COMPARISONS:
        assert len(comparison.reasons) == len(comparison.priors)
        assert sum(comparison.priors) == pytest.approx(1)
