"""Whom a written line means."""

import pytest

from shanghui.exchange.queries.parties import Unclear, found_party, places_by_code
from tests.factories import network as make
from tests.factories.world import World


def test_full_name_short_name_code_or_a_part_of_the_name(world: World) -> None:
    firm = make.make_enterprise("上海砺锋标准件有限公司", world.chamber, short_name="砺锋", credit_code="91310114A")
    secretary = world.actors["secretary"]
    for text in ("上海砺锋标准件有限公司", "砺锋", "91310114A", "lfbzj", "标准件"):
        assert found_party(secretary, text) == firm
    assert found_party(secretary, "物流商会") == world.other


def test_nobody_or_several_are_named(world: World) -> None:
    secretary = world.actors["secretary"]
    for name in ("上海同名一厂", "上海同名二厂"):
        make.make_enterprise(name, world.chamber)
    with pytest.raises(Unclear) as several:
        found_party(secretary, "同名")
    assert several.value.candidates == ["上海同名二厂", "上海同名一厂"]
    with pytest.raises(Unclear) as nobody:
        found_party(secretary, "没有这家")
    assert nobody.value.candidates == []


def test_exact_name_wins_over_parts(world: World) -> None:
    exact = make.make_enterprise("砺锋", world.chamber)
    make.make_enterprise("砺锋二厂", world.chamber)
    assert found_party(world.actors["secretary"], "砺锋") == exact


def test_whom_she_does_not_see_she_cannot_name_unless_known_from_the_introduction(world: World) -> None:
    hidden = make.make_enterprise("隐藏厂", world.other, audience="own")
    secretary = world.actors["secretary"]
    with pytest.raises(Unclear):
        found_party(secretary, "隐藏厂")
    assert found_party(secretary, "隐藏厂", [hidden]) == hidden
    assert places_by_code(secretary, [f"E{hidden.pk}"]) is None
    assert places_by_code(secretary, [f"E{hidden.pk}"], [hidden]) == [hidden]


def test_codes_keep_their_order(world: World) -> None:
    firm = make.make_enterprise("砺锋", world.chamber)
    codes = [f"E{firm.pk}", f"O{world.other.pk}", f"O{world.chamber.pk}"]
    assert places_by_code(world.actors["secretary"], codes) == [firm, world.other, world.chamber]
    for code in ("X1", "E", "", "E一", "E" + "9" * 30, "O0"):
        assert places_by_code(world.actors["secretary"], [code]) is None
