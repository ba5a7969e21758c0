"""Rows that only look like a stored firm, or like each other: found, weighed, never decided."""

import pytest

from shanghui.core.actor import SYSTEM
from shanghui.network.queries import alike_enterprises
from shanghui.network.queries.alike_enterprises import Alike, Likeness
from shanghui.network.queries.same_enterprises import Facts, identity_key
from tests.factories import network as make
from tests.factories.world import World

pytestmark = pytest.mark.django_db
NAME, ADDRESS, CODE = "上海砺锋标准件有限公司", "嘉定区南翔镇墨玉路28号", "91310114MA1GT0AB12"


def found(*rows: Facts, told: tuple[int, ...] = (), phone: str = "") -> dict[int, list[Likeness]]:
    alike = Alike(SYSTEM)
    for number, facts in enumerate(rows, 2):
        alike.add(number, facts, phone, told[number - 2] if told else 0)
    return alike.found()


def test_no_rows_ask_nothing() -> None:
    assert Alike(SYSTEM).found() == {}


def test_row_is_like_a_stored_firm_for_told_reasons() -> None:
    firm = make.make_enterprise("砺锋标准件（上海）有限公司", address=ADDRESS)
    make.make_enterprise("上海博岩弹簧厂", address="宝山区罗店镇")
    likeness = found(Facts(NAME, "", ADDRESS))[2][0]
    assert (likeness.pk, likeness.number) == (firm.pk, None)
    assert likeness.probability > 0.5
    assert likeness.key == identity_key(Facts(firm.name, "", ADDRESS))
    assert {code for code, _ in likeness.reasons} >= {"name_same", "street_same"}


def test_row_is_like_an_earlier_row_never_like_a_later_one() -> None:
    likenesses = found(Facts("砺锋标准件（上海）有限公司", "", ADDRESS), Facts(NAME, "", ADDRESS))
    assert list(likenesses) == [3]
    assert [(one.number, one.pk) for one in likenesses[3]] == [(2, None)]


def test_firm_is_found_by_its_code_under_another_name() -> None:
    firm = make.make_enterprise("红星螺丝厂", credit_code=CODE)
    assert [one.pk for one in found(Facts(NAME, CODE))[2]] == [firm.pk]


def test_most_likely_stands_first() -> None:
    far = make.make_enterprise("上海砺锋标准件厂", address="宝山区罗店镇1号")
    near = make.make_enterprise("砺锋标准件（上海）有限公司", address=ADDRESS)
    likenesses = found(Facts(NAME, "", ADDRESS))[2]
    assert [one.pk for one in likenesses][:1] == [near.pk]
    assert far.pk in {one.pk for one in likenesses}


def test_rows_that_say_the_same_are_one_firm_and_nobody_is_asked() -> None:
    row = Facts(NAME, "", ADDRESS)
    assert found(row, row, told=(1, 1)) == {}
    assert list(found(row, row, told=(1, 2))) == [3]
    assert found(row, row._replace(address=""), told=(1, 1)) == {}


def test_hidden_and_merged_firms_are_like_nothing(world: World) -> None:
    make.make_enterprise("砺锋标准件（上海）有限公司", world.other, address=ADDRESS, audience="own")
    make.make_enterprise("砺锋标准件厂", world.chamber, address=ADDRESS, merged_into=make.make_enterprise("别的"))
    alike = Alike(world.actors["secretary"])
    alike.add(2, Facts(NAME, "", ADDRESS), "", 0)
    assert alike.found() == {}


def test_very_large_file_is_weighed_by_what_it_teaches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike_enterprises, "LARGE", 0)
    firm = make.make_enterprise("砺锋标准件（上海）有限公司", address=ADDRESS, credit_code=CODE)
    assert [one.pk for one in found(Facts(NAME, CODE, ADDRESS))[2]] == [firm.pk]
    assert found(Facts("上海沪鸣风电装备有限公司")) == {}
