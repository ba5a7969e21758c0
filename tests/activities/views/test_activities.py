"""The list, its files, the calendar, one activity."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.activities.rules import ActivityKind, ActivityState, RegistrationState
from shanghui.core.audience import Audience
from tests.factories import activities as make
from tests.factories.activities_activities import Fair


def _text(client: Client, url: str, status: int = 200) -> str:
    answer: Any = client.get(url)
    assert answer.status_code == status, url
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8", "replace")


def test_list_shows_what_comes_and_what_is_past_behind_a_tab(fair: Fair) -> None:
    make.make_activity(fair.sister, title="去年的会", starts_at=timezone.now() - timedelta(days=90))
    make.make_activity(fair.host, title="还没定的会", state=ActivityState.DRAFT)
    client = fair.client("far")
    coming, past = _text(client, "/activities/"), _text(client, "/activities/?tab=past")
    assert "新春见面会" in coming
    assert "去年的会" not in coming
    assert "还没定的会" not in coming
    assert "去年的会" in past
    assert "还没定的会" in _text(fair.client("keeper"), "/activities/?tab=own")
    assert "还没定的会" not in _text(fair.client("far"), "/activities/?tab=own")


@pytest.mark.parametrize(
    ("query", "found"),
    [("kind=brand", True), ("kind=training", False), ("q=新春", True), ("q=jgjxh", True), ("q=没有", False)],
)
def test_list_is_narrowed(fair: Fair, query: str, found: bool) -> None:
    assert ("新春见面会" in _text(fair.client("far"), f"/activities/?{query}")) is found


def test_list_is_narrowed_to_host_area_series_and_month(fair: Fair) -> None:
    fair.activity.series = "北片区沙龙"
    fair.activity.save()
    month = f"{timezone.localtime(fair.activity.starts_at):%Y-%m}"
    client = fair.client("keeper")
    for query in (f"organisation={fair.host.pk}", f"area={fair.area.pk}", "series=北片区沙龙", f"month={month}"):
        assert "新春见面会" in _text(client, f"/activities/?{query}"), query
    for query in (f"organisation={fair.sister.pk}", "series=别的", "month=2030-01"):
        assert "新春见面会" not in _text(client, f"/activities/?{query}"), query


@pytest.mark.parametrize(
    "query",
    ["colour=red", "kind=party", "month=March", "month=9999-01", "tab=all", "organisation=x", "area=999999", "page=x"],
)
def test_unknown_filter_is_refused(fair: Fair, query: str) -> None:
    assert fair.client("keeper").get(f"/activities/?{query}").status_code == 400


def test_organisation_is_no_area(fair: Fair) -> None:
    assert fair.client("keeper").get(f"/activities/?area={fair.host.pk}").status_code == 400


def test_list_asks_as_often_for_one_as_for_three(fair: Fair, django_assert_max_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = fair.client("keeper")
    client.get("/activities/")
    with CaptureQueriesContext(connection) as one:
        client.get("/activities/")
    for _ in range(2):
        make.make_registration(make.make_activity(fair.sister))
    with CaptureQueriesContext(connection) as three:
        client.get("/activities/")
    assert len(three) == len(one)


def test_files_hold_the_list(fair: Fair) -> None:
    text = _text(fair.client("far"), "/activities/activities.csv?kind=brand")
    assert "新春见面会" in text
    assert fair.client("far").get("/activities/activities.xlsx").status_code == 200
    calendar = _text(fair.client("far"), f"/activities/calendar.ics?area={fair.area.pk}")
    assert "SUMMARY:新春见面会" in calendar
    assert f"/activities/{fair.activity.pk}/" in calendar


def test_calendar_shows_weeks_and_clashes(fair: Fair) -> None:
    fair.activity.public = "采购经理"
    fair.activity.save()
    twin = make.make_activity(fair.sister, title="采购沙龙", public="采购 经理", starts_at=fair.activity.starts_at)
    month = f"{timezone.localtime(twin.starts_at):%Y-%m}"
    page = _text(fair.client("keeper"), f"/activities/calendar/?month={month}&area={fair.area.pk}")
    assert page.count("同周同一类人") == 2
    assert "空着" in page
    assert "采购沙龙" not in _text(fair.client("keeper"), "/activities/calendar/?month=2031-02")


def test_page_tells_hosts_of_all_guests_and_a_unit_of_its_own(fair: Fair) -> None:
    fair.guest(unit=fair.sister)
    fair.guest(unit=fair.far)
    url = f"/activities/{fair.activity.pk}/"
    keeper, sister = _text(fair.client("keeper"), url), _text(fair.client("sister"), url)
    assert "安徽商会" in keeper
    assert "物流商会" in keeper
    assert "安徽商会" in sister
    assert "物流商会" not in sister
    assert fair.activity.key in sister


def test_page_asks_as_often_for_one_guest_as_for_many(fair: Fair) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, url = fair.client("keeper"), f"/activities/{fair.activity.pk}/"
    fair.guest(unit=fair.sister)
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for unit in (fair.far, fair.host, None):
        fair.guest(unit=unit)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(one)


def test_draft_and_private_one_are_absent_for_others(fair: Fair) -> None:
    draft = make.make_activity(fair.host, state=ActivityState.DRAFT)
    own = make.make_activity(fair.host, audience=Audience.OWN)
    for row in (draft, own):
        assert fair.client("far").get(f"/activities/{row.pk}/").status_code == 404
        assert fair.client("colleague").get(f"/activities/{row.pk}/").status_code == 200


def test_page_draws_only_the_tabs_that_there_are(fair: Fair) -> None:
    fair.activity.kind = ActivityKind.MATCHMAKING
    fair.activity.save()
    page = _text(fair.client("keeper"), f"/activities/{fair.activity.pk}/")
    assert f'href="/activities/{fair.activity.pk}/guests/"' in page


def test_host_sees_how_many_wait_for_confirmation(fair: Fair) -> None:
    fair.guest(RegistrationState.UNCONFIRMED)
    url = f"/activities/{fair.activity.pk}/"
    assert "1人等您确认" in _text(fair.client("keeper"), url)
    assert "等您确认" not in _text(fair.client("sister"), url)


def test_calendar_file_of_one_activity(fair: Fair) -> None:
    text = _text(fair.client("far"), f"/activities/{fair.activity.pk}/activity.ics")
    assert f"UID:activity-{fair.activity.pk}@" in text
    assert "STATUS:CONFIRMED" in text
