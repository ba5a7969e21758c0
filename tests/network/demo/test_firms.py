"""The invented firms: the same on every machine, plausible, nobody's."""

from random import Random

from shanghui.engines.language import CodeFinding, read_credit_code
from shanghui.network.demo.firms import COUNT, DISTRICTS, firms, person_name
from shanghui.network.demo.places import organisations


def test_firms_are_the_same_every_time_and_pass_the_check() -> None:
    first, second = list(firms()), list(firms())
    assert first == second
    assert len({firm.name for firm in first}) == COUNT == 300
    assert {read_credit_code(firm.credit_code).finding for firm in first} == {CodeFinding.OK}
    assert all(firm.credit_code[8:11] == "MAQ" for firm in first)
    assert len({firm.phone for firm in first}) == COUNT


def test_firms_join_bodies_that_exist_and_lie_in_their_district() -> None:
    known = {one.name for one in organisations()}
    for firm in firms():
        assert {name for name, _ in firm.joins} <= known
        assert len(firm.joins) == len({name for name, _ in firm.joins})
        assert f"上海市{DISTRICTS[firm.district][0]}区" in firm.address
    north = sum(DISTRICTS[firm.district][1] == "北片区" for firm in firms())
    assert 120 < north < 180


def test_people_are_named_alike_by_the_same_dice() -> None:
    assert person_name(Random(1)) == person_name(Random(1))
