"""“同一条吗”."""

import pytest

from shanghui.exchange.queries.alike_rows import AlikeRows
from shanghui.exchange.rules import Side
from shanghui.sheets.kinds import Line
from tests.factories.exchange import make_need, make_offer
from tests.factories.network import make_enterprise, make_organisation, make_secretary

pytestmark = pytest.mark.django_db


def line(number: int, firm: int | None, title: str) -> Line:
    return Line(number, {}, {"enterprise_id": firm, "title": title})


def test_stored_ones_of_the_same_firm_and_side_and_earlier_rows() -> None:
    chamber = make_organisation()
    firm, other = make_enterprise("", chamber), make_enterprise("", chamber)
    same = make_need(chamber, firm, title="采购高强度外六角螺栓")
    make_need(chamber, other, title="采购高强度外六角螺栓")
    make_offer(chamber, firm, title="采购高强度外六角螺栓")
    make_need(chamber, firm, title="采购高强度外六角螺栓", state="closed")
    alike = AlikeRows(make_secretary(chamber)[1], Side.NEED)
    alike.add(line(2, firm.pk, "长期采购高强度外六角螺栓"), "a", None)
    alike.add(line(3, firm.pk, "采购高强度外六角螺栓"), "b", None)
    alike.add(line(4, None, "采购高强度外六角螺栓"), "c", None)
    alike.add(line(5, None, "采购高强度外六角螺栓"), "c", None)
    alike.add(Line(6, {}, {"title": "没有企业"}), "d", None)
    found = alike.found()
    assert [(one.target, one.reasons[0][0]) for one in found[2]] == [(same.pk, "title_similar")]
    assert [(one.target, one.number) for one in found[3]] == [(same.pk, None), (None, 2)]
    assert {4, 5, 6} & set(found) == set()


def test_keys_of_a_stored_one_differ_from_its_number() -> None:
    """A decision is kept under both; equal, they would be one row twice in one statement."""
    chamber = make_organisation()
    make_need(chamber, title="采购螺栓")
    alike = AlikeRows(make_secretary(chamber)[1], Side.NEED)
    alike.add(line(2, None, "采购螺栓"), "a", None)
    assert [one.key == f"#{one.target}" for one in alike.found()[2]] == [False]


def test_rows_without_a_firm_are_the_chambers_own() -> None:
    alike = AlikeRows(make_secretary(make_organisation())[1], Side.NEED)
    for number, title in ((2, "采购高强度外六角螺栓"), (3, "采购高强度外六角螺栓"), (4, "长期采购高强度外六角螺栓")):
        alike.add(line(number, None, title), str(number), None)
    found = alike.found()
    assert [found[number][0].reasons[0][0] for number in (3, 4)] == ["own_title_same", "own_title_similar"]
