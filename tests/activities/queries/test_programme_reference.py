"""A programme from below."""

from shanghui.activities.queries.activities import shown_activity
from shanghui.activities.queries.programme_reference import shown_programme
from tests.factories import activities as make
from tests.factories.activities_activities import Fair


def test_shown_as_far_as_it_is_seen(fair: Fair) -> None:
    programme = make.make_programme(fair.area)
    shown = shown_programme(fair.actors["keeper"], programme.pk)
    assert shown is not None
    assert shown.text == programme.title
    assert shown_programme(fair.actors["keeper"], 987654) is None
    activity = shown_activity(fair.actors["far"], fair.activity.pk)
    assert activity is not None
    assert activity.url == f"/activities/{fair.activity.pk}/"
    assert shown_activity(fair.actors["visitor"], fair.activity.pk) is None
