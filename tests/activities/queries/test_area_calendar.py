"""The calendar by week."""

from datetime import date

from shanghui.activities.queries.area_calendar import beside, weeks
from shanghui.activities.rules import ActivityState
from tests.factories import activities as make
from tests.factories.activities_activities import Fair, at


def test_all_weeks_that_touch_the_month(fair: Fair) -> None:
    row = make.make_activity(fair.sister, starts_at=at(2031, 3, 31))
    make.make_activity(fair.sister, starts_at=at(2031, 3, 5), state=ActivityState.CANCELLED)
    make.make_activity(fair.far, starts_at=at(2031, 3, 5))
    found = weeks(fair.actors["keeper"], fair.area.pk, date(2031, 3, 1))
    assert [week.monday.day for week in found] == [24, 3, 10, 17, 24, 31]
    assert [len(week.entries) for week in found] == [0, 0, 0, 0, 0, 1]
    assert found[-1].entries[0].activity == row
    assert found[1].number == 10


def test_series_narrows(fair: Fair) -> None:
    make.make_activity(fair.sister, starts_at=at(2031, 3, 5), series="甲")
    make.make_activity(fair.sister, starts_at=at(2031, 3, 5), series="乙")
    found = weeks(fair.actors["keeper"], None, date(2031, 3, 1), "甲")
    assert sum(len(week.entries) for week in found) == 1


def test_months_beside_cross_the_year() -> None:
    assert beside(date(2030, 12, 15)) == (date(2030, 11, 1), date(2031, 1, 1))
