"""Published once, taken back, each participant told what it means for her."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import get_language

from shanghui.activities import rules
from shanghui.activities.actions import placing, publishing
from shanghui.activities.models import Registration, Timetable
from shanghui.activities.rules import EncounterState, TimetableState
from shanghui.core.models import OutboxMessage
from shanghui.core.refusal import NotPermitted
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


@pytest.fixture
def draft(fair: Fair) -> Timetable:
    return make_timetable(fair, {"ax": (0, 0), "by": (0, 1)})


def _told() -> list[str]:
    found = sorted(OutboxMessage.objects.values_list("receiver", flat=True))
    OutboxMessage.objects.all().delete()
    return found


def _publish(world: World, timetable: Timetable) -> None:
    publishing.publish(actor=world.actors["secretary"], timetable=timetable, now=timezone.now())
    timetable.refresh_from_db()


def test_published_and_who_has_encounters_is_told_once(world: World, fair: Fair, draft: Timetable) -> None:
    _publish(world, draft)
    assert draft.state == TimetableState.PUBLISHED
    letter = OutboxMessage.objects.get(receiver="a@firm.example")
    assert "约见日程出来了" in letter.payload["subject"]
    assert _told() == ["a@firm.example", "b@firm.example", "x@firm.example", "y@firm.example"]
    with pytest.raises(rules.NotDraft):
        _publish(world, draft)
    assert _told() == []


def test_next_version_replaces_it_and_only_the_affected_are_told(world: World, fair: Fair, draft: Timetable) -> None:
    _publish(world, draft)
    _told()
    after = make_timetable(fair, {"ax": (0, 0), "by": (2, 1), "bz": (1, 1)})
    fair.encounters["bz"].refresh_from_db()
    assert fair.encounters["bz"].state == EncounterState.ACCEPTED  # the published version says what is scheduled
    _publish(world, after)
    draft.refresh_from_db()
    assert (draft.state, after.state) == (TimetableState.WITHDRAWN, TimetableState.PUBLISHED)
    assert "有变动" in OutboxMessage.objects.first().payload["subject"]  # type: ignore[union-attr]
    assert _told() == ["b@firm.example", "y@firm.example", "z@firm.example"]
    fair.encounters["bz"].refresh_from_db()
    assert fair.encounters["bz"].state == EncounterState.SCHEDULED


def test_taken_back_told_and_free_to_be_changed(world: World, fair: Fair, draft: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    with pytest.raises(rules.NothingPublished):
        publishing.unpublish(actor=actor, timetable=draft, now=now)
    _publish(world, draft)
    _told()
    with pytest.raises(NotPermitted):
        publishing.unpublish(actor=world.actors["other"], timetable=draft, now=now)
    publishing.unpublish(actor=actor, timetable=draft, now=now)
    assert "收回" in OutboxMessage.objects.first().payload["subject"]  # type: ignore[union-attr]
    assert len(_told()) == 4
    draft.refresh_from_db()
    cell = placing.Cell(fair.slots[3], fair.tables[0])
    placing.move_encounter(actor=actor, timetable=draft, encounter=fair.encounters["ax"], cell=cell, now=now)
    _publish(world, draft)
    assert len(_told()) == 4


def test_letters_are_in_each_readers_language_and_none_goes_without_an_address(
    world: World, fair: Fair, draft: Timetable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_sentence", lambda what: f"{what} {get_language()}")
    guests = Registration.objects.unrestricted("test").filter(activity=fair.activity)
    guests.filter(email="b@firm.example").update(email="")
    guests.filter(email="a@firm.example").update(language="zh-hant")
    _publish(world, draft)
    subjects = {one.receiver[0]: one.payload["subject"] for one in OutboxMessage.objects.all()}
    assert subjects == {"a": "published zh-hant", "x": "published zh-hans", "y": "published zh-hans"}
    assert _told() == ["a@firm.example", "x@firm.example", "y@firm.example"]


def test_strangers_do_not_publish(world: World, draft: Timetable) -> None:
    with pytest.raises(NotPermitted):
        publishing.publish(actor=world.actors["other"], timetable=draft, now=timezone.now() + timedelta(days=1))
