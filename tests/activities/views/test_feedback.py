"""The guest's page of three questions."""

from datetime import timedelta
from typing import Any

from django.test import Client

from shanghui.activities.models import Feedback
from tests.activities.doors import Door

SAID = {"good": "4", "useful": "5", "better": "多些茶歇"}


def test_answered_and_changed_without_an_account(door: Door) -> None:
    guest = door.guest()
    url, client = f"/activities/f/{guest.key}/", Client()
    assert client.get(url).status_code == 200
    assert client.post(url, {"good": "9"}).status_code == 422
    answer = client.post(url, SAID)
    assert (answer.status_code, answer["Location"]) == (302, f"{url}?done=1")
    again = client.get(f"{url}?done=1").content.decode()
    assert "多些茶歇" in again
    client.post(url, SAID | {"good": "1"})
    assert Feedback.objects.get().good == 1


def test_closed_before_it_begins_and_without_a_seat(door: Door) -> None:
    guest, waiting = door.guest(), door.guest(state="waiting")
    assert Client().post(f"/activities/f/{waiting.key}/", SAID).status_code == 409
    door.activity.starts_at += timedelta(hours=1)
    door.activity.save()
    page = Client().get(f"/activities/f/{guest.key}/")
    assert "现在不能填写" in page.content.decode()
    assert '<form class="sh-form"' not in page.content.decode()
    assert Client().post(f"/activities/f/{guest.key}/", SAID).status_code == 409
    assert not Feedback.objects.exists()


def test_unknown_link_is_absent_and_guessing_slowed_down(db: None, settings: Any) -> None:
    settings.PAGES_PER_TEN_MINUTES = 1000
    answers = [Client().get(f"/activities/f/{'x' * 22}/").status_code for _ in range(32)]
    assert (answers[0], answers[-1]) == (404, 429)
    assert Client().get("/activities/f/x/?y=1").status_code == 400
