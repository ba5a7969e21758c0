"""What came of it, on a page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shanghui.activities.rules import EncounterState
from shanghui.exchange.models import Introduction
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, build_fair, publish, take_part


@pytest.fixture
def held(db: None) -> Fair:
    return build_fair(starts_at=timezone.now() - timedelta(hours=1))


def test_figures_and_lines(held: Fair) -> None:
    meets = make_encounter(held.buyer, held.maker, next_step="寄样", first_rating=5)
    publish(meets)
    meets.state = EncounterState.ATTENDED
    meets.save()
    text = held.client("host").get(f"/activities/{held.activity.pk}/results/").content.decode()
    for words in ("寄样", "5.0分", "开始引荐", "改结果", "上海申岳紧固件有限公司"):
        assert words in text
    keeper = held.client("keeper").get(f"/activities/{held.activity.pk}/results/").content.decode()
    assert "introduce/" in keeper
    assert "改结果" not in keeper
    assert "introduce/" not in held.client("contact").get(f"/activities/{held.activity.pk}/results/").content.decode()


def test_introduction_begins_and_is_shown(held: Fair) -> None:
    meets = make_encounter(held.buyer, held.maker, state=EncounterState.ATTENDED)
    answer = held.client("keeper").post(f"/activities/encounters/{meets.pk}/introduce/")
    made = Introduction.objects.unrestricted("test").get()
    assert answer.headers["Location"] == f"/exchange/introductions/{made.pk}/"
    assert held.client("keeper").get(answer.headers["Location"]).status_code == 200
    text = held.client("host").get(f"/activities/{held.activity.pk}/results/").content.decode()
    assert f"/exchange/introductions/{made.pk}/" in text
    assert "开始引荐" in text.partition("</dl>")[0]
    assert "introduce/" not in text
    again = held.client("host").post(f"/activities/encounters/{meets.pk}/introduce/")
    assert again.headers["Location"] == f"/activities/{held.activity.pk}/results/"


def test_organiser_settles_and_calls_off(held: Fair) -> None:
    meets, loose = make_encounter(held.buyer, held.maker), make_encounter(held.buyer, held.third)
    publish(meets)
    client = held.client("host")
    assert client.post(f"/activities/encounters/{meets.pk}/settle/", {"state": "no_show"}).status_code == 302
    assert client.post(f"/activities/encounters/{meets.pk}/settle/", {"state": "x"}).status_code == 400
    assert client.post(f"/activities/encounters/{loose.pk}/cancel/").status_code == 302
    meets.refresh_from_db()
    loose.refresh_from_db()
    assert (meets.state, loose.state) == (EncounterState.NO_SHOW, EncounterState.CANCELLED)
    assert (
        held.client("keeper").post(f"/activities/encounters/{meets.pk}/settle/", {"state": "attended"}).status_code
        == 403
    )


def test_foreign_encounters_are_absent(held: Fair) -> None:
    meets = make_encounter(held.maker, held.third)
    for role in ("keeper", "contact", "far", "officer"):
        for step in ("introduce", "settle", "cancel"):
            assert held.client(role).post(f"/activities/encounters/{meets.pk}/{step}/").status_code == 404


def test_filter_by_state(held: Fair) -> None:
    make_encounter(held.buyer, held.maker, state=EncounterState.ATTENDED)
    url = f"/activities/{held.activity.pk}/results/"
    assert "申岳" in held.client("host").get(url, {"state": "attended"}).content.decode()
    assert "申岳" not in held.client("host").get(url, {"state": "no_show"}).content.decode()
    assert held.client("host").get(url, {"state": "x"}).status_code == 400
    assert held.client("officer").get(url).status_code == 403


def test_queries_do_not_grow_with_encounters(held: Fair) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert held.client("host").get(f"/activities/{held.activity.pk}/results/").status_code == 200
        return len(asked)

    make_encounter(held.buyer, held.maker, state=EncounterState.ATTENDED)
    count()  # what is remembered after a first page is no matter of rows
    one = count()
    for number in range(3):
        other = take_part(held.matchmaking, held.other, f"上海第{number}有限公司")
        make_encounter(held.buyer, other, state=EncounterState.ATTENDED)
    assert count() == one
