import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.engines.identity import Record
from shanghui.engines.identity.features import COLUMNS, code_keys, joined, phone_key, read_features


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0571-87654321", "+86 0571 8765 4321"),
        ("13800001234", "138 0000 1234"),
        ("13800001234", "13800001234/021-55556666"),
        ("02155556666", "８６２１５５５５６６６６"),
    ],
)
def test_telephone_is_one_in_all_spellings(one: str, other: str) -> None:
    assert phone_key(one) == phone_key(other) != 0


@pytest.mark.parametrize("text", ["", "无", "123", "0000000", "11111111111", "12345678901234567"])
def test_no_telephone_is_made_of_nothing(text: str) -> None:
    assert phone_key(text) == 0


def test_codes_are_kept_when_they_can_be_true() -> None:
    sure = code_keys("91350100M000100Y43")
    assert sure[0] == sure[1] != 0
    doubtful = code_keys("91350100M000100Y44")
    assert doubtful[0] != 0
    assert doubtful[1] == 0
    assert code_keys("310115000123456")[1] == 0 != code_keys("310115000123456")[0]
    assert code_keys("") == code_keys("无") == code_keys("000000000000000000") == (0, 0)


def columns(**fields: str) -> dict[str, int]:
    features = read_features([Record(**{"id": "1", "name": "", **fields})])
    return {name: int(features[name][0]) for name in COLUMNS}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("浙江省宁波市鄞州区中山东路12号3幢201室", "宁波鄞州中山東路12号 3-201"),
        ("上海市宝山区共和新路5199号", "上海市宝山区大场镇共和新路5199号"),
    ],
)
def test_streets_are_one_in_all_spellings(one: str, other: str) -> None:
    first, second = columns(address=one), columns(address=other)
    for name in ("city", "street", "road"):
        assert first[name] == second[name] != 0


def test_numbers_after_the_house_are_kept() -> None:
    assert columns(address="宁波市中山路12号3幢201室")["tail"] == columns(address="中山路12号 3-201")["tail"] != 0
    assert columns(address="宁波市中山路12号")["tail"] == 0
    assert columns(address="12号")["street"] == columns(address="宁波市某村")["street"] == 0


def test_city_comes_from_address_or_name() -> None:
    assert columns(name="宁波砺锋机械厂")["city"] == columns(address="宁波市中山路1号")["city"] == 3302
    assert columns(name="上海砺锋机械厂")["city"] == 3101
    assert columns(name="余姚市砺锋机械厂")["name_city"] == 330281
    assert columns(name="浙江砺锋机械厂")["city"] == 0


def test_district_is_read_with_and_without_its_city() -> None:
    assert columns(address="宁波市鄞州区1号")["district"] == columns(address="鄞州区1号")["district"] != 0
    assert columns(address="鄞州区1号")["city"] == 0


def test_group_form_branch_are_told() -> None:
    assert columns(name="砺锋机械集团有限公司")["form"] == columns(name="砺锋（集团）股份有限公司")["form"]
    assert columns(name="砺锋机械有限公司宁波分公司")["branch"] != 0
    assert columns(name="钢材批发")["is_generic"] == 1


def test_features_can_be_put_together() -> None:
    one, other = read_features([Record("1", "砺锋机械厂")]), read_features([Record("2", "恒通电子厂")])
    both = joined([one, other])
    assert len(both) == 2
    assert both.stems == ["砺锋机械", "恒通电子"]
    assert len(read_features([])) == 0


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=20), st.text(max_size=20))
def test_no_text_makes_reading_fail(name: str, address: str, phone: str, code: str) -> None:
    features = read_features([Record("1", name, code, address, phone)])
    assert all(features[column].dtype == np.int64 for column in COLUMNS)
