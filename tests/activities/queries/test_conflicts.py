"""Two units of one area, the same week, the same public."""

from datetime import timedelta

from shanghui.activities.queries.conflicts import Planned, clashing, conflicts
from shanghui.activities.rules import ActivityState
from shanghui.core.audience import Audience
from tests.factories import activities as make
from tests.factories import network
from tests.factories.activities_activities import Fair, at

MONDAY = at(2031, 3, 3)


def _planned(fair: Fair, **facts: object) -> Planned:
    given = {"organisation_id": fair.host.pk, "starts_at": MONDAY, "public": "采购经理"} | facts
    return Planned(**given)  # type: ignore[arg-type]


def test_same_public_in_the_same_iso_week(fair: Fair) -> None:
    sunday = make.make_activity(fair.sister, public=" 采購經理 ", starts_at=MONDAY + timedelta(days=6))
    make.make_activity(fair.sister, public="采购经理", starts_at=MONDAY + timedelta(days=7))
    assert conflicts(fair.actors["keeper"], _planned(fair)).seen == [sunday]


def test_same_industry(fair: Fair) -> None:
    industry = network.make_industry()
    row = make.make_activity(fair.sister, industry=industry, starts_at=MONDAY)
    assert conflicts(fair.actors["keeper"], _planned(fair, public="", industry_id=industry.pk)).seen == [row]


def test_others_do_not_conflict(fair: Fair) -> None:
    for facts in ({"public": "财务"}, {"public": "采购经理", "state": ActivityState.CANCELLED}):
        make.make_activity(fair.sister, starts_at=MONDAY, **facts)
    make.make_activity(fair.host, public="采购经理", starts_at=MONDAY)
    make.make_activity(fair.far, public="采购经理", starts_at=MONDAY)
    assert not conflicts(fair.actors["keeper"], _planned(fair))
    assert not conflicts(fair.actors["keeper"], _planned(fair, public=""))


def test_hidden_plans_are_only_counted(fair: Fair) -> None:
    make.make_activity(fair.sister, public="采购经理", starts_at=MONDAY, state=ActivityState.DRAFT)
    make.make_activity(fair.sister, public="采购经理", starts_at=MONDAY, audience=Audience.OWN)
    found = conflicts(fair.actors["keeper"], _planned(fair))
    assert (found.seen, found.hidden) == ([], 2)


def test_clashes_of_a_calendar(fair: Fair) -> None:
    one = make.make_activity(fair.host, public="甲", starts_at=MONDAY)
    other = make.make_activity(fair.sister, public="甲", starts_at=MONDAY)
    own = make.make_activity(fair.host, public="乙", starts_at=MONDAY)
    again = make.make_activity(fair.host, public="乙", starts_at=MONDAY)
    assert clashing([one, other, own, again]) == {one.pk, other.pk}
