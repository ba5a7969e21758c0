"""Become a participant, and change it."""

from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shanghui.activities import rules
from shanghui.activities.actions.participants import Said, change_participant, join
from shanghui.activities.models import Participant, Registration
from shanghui.activities.rules import ActivityState, Part, RegistrationState
from shanghui.core.actor import VISITOR
from shanghui.core.refusal import BadRequest, NotFound, NotPermitted, Refusal, Stale
from shanghui.exchange.rules import ContactsInText, Side
from tests.factories.activities import make_activity, make_matchmaking, make_registration
from tests.factories.activities_wishes import Fair

NEED = Said(Side.NEED, "采购垫圈", "M12平垫")


def come(expo: Fair, guest: Registration, role: str = "keeper", **facts: object) -> Participant:
    given: Any = {
        "matchmaking": expo.matchmaking,
        "facts": {"part": Part.BUYER},
        "topics": [NEED],
        "now": timezone.now(),
    }
    return join(actor=expo.actors[role] if role else VISITOR, guest=guest, **(given | facts))


@pytest.fixture
def guest(expo: Fair) -> Registration:
    return make_registration(expo.activity, unit=expo.chamber)


@pytest.mark.parametrize("role", ["keeper", "host"])
def test_secretary_and_organiser_bring_a_guest(expo: Fair, guest: Registration, role: str) -> None:
    slot = expo.matchmaking.slots.get(number=1)
    made = come(expo, guest, role, facts={"part": Part.SELLER, "pitch": " 做垫圈 ", "delegates": 2}, forbidden=[slot])
    assert (made.part, made.pitch, made.delegates) == (Part.SELLER, "做垫圈", 2)
    topic = made.topics.get()
    assert (topic.side, topic.title, topic.description) == ("need", "采购垫圈", "M12平垫")
    assert [row.slot for row in made.forbidden.all()] == [slot]
    (job,) = DBTaskResult.objects.filter(task_path__endswith="index_topics")
    assert job.args_kwargs["args"] == [expo.matchmaking.pk, [topic.pk]]


def test_guest_comes_by_her_link(expo: Fair, guest: Registration) -> None:
    assert come(expo, guest, "", key=guest.key).registration == guest


@pytest.mark.parametrize("role", ["other", "contact", "far", "officer", "visitor"])
def test_others_bring_nobody(expo: Fair, guest: Registration, role: str) -> None:
    with pytest.raises(NotPermitted):
        come(expo, guest, role)


def test_foreign_link_brings_nobody(expo: Fair, guest: Registration) -> None:
    with pytest.raises(NotPermitted):
        come(expo, guest, "", key=expo.buyer.registration.key)


def test_guest_comes_once_and_to_her_own_activity(expo: Fair, guest: Registration) -> None:
    elsewhere = make_matchmaking(make_activity(expo.area))
    with pytest.raises(NotFound):
        come(expo, guest, matchmaking=elsewhere)
    come(expo, guest)
    with pytest.raises(rules.TakesPartAlready):
        come(expo, guest)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(RegistrationState.WAITING, rules.SeatWanted), (RegistrationState.CANCELLED, rules.RegistrationOver)],
)
def test_without_a_seat_nobody_comes(
    expo: Fair, guest: Registration, state: RegistrationState, refusal: type[Refusal]
) -> None:
    guest.state = state
    guest.save()
    with pytest.raises(refusal):
        come(expo, guest)


def test_nobody_comes_to_what_is_over(expo: Fair, guest: Registration) -> None:
    expo.activity.state = ActivityState.CANCELLED
    expo.activity.save()
    expo.matchmaking.refresh_from_db()
    with pytest.raises(rules.WishesClosed):
        come(expo, guest)


@pytest.mark.parametrize(
    "facts",
    [
        {"part": "guest"},
        {"delegates": 0},
        {"delegates": 10},
        {"quota": 0},
        {"from_slot": -1},
        {"pitch": "a\0"},
        {"matchmaking": 1},
    ],
)
def test_malformed_facts_are_refused(expo: Fair, guest: Registration, facts: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        come(expo, guest, facts=facts)
    assert not Participant.objects.filter(registration=guest).exists()


def test_texts_hold_no_contacts(expo: Fair, guest: Registration) -> None:
    with pytest.raises(ContactsInText):
        come(expo, guest, facts={"pitch": "微信号：lubolt2026"})
    with pytest.raises(ContactsInText):
        come(expo, guest, topics=[Said(Side.NEED, "垫圈13912345678")])


def test_topics_have_words_and_are_few(expo: Fair, guest: Registration) -> None:
    for topics in ([Said(Side.NEED, " ")], [Said(Side.NEED, f"垫圈{n}") for n in range(13)]):
        with pytest.raises(BadRequest):
            come(expo, guest, topics=topics)


def test_foreign_slot_is_refused(expo: Fair, guest: Registration) -> None:
    foreign = make_matchmaking(make_activity(expo.area)).slots.first()
    with pytest.raises(BadRequest):
        come(expo, guest, forbidden=[foreign])


def test_topic_that_stays_the_same_keeps_its_row(expo: Fair) -> None:
    kept = expo.buyer.topics.get()
    topics = [Said(Side.NEED, kept.title), Said(Side.OFFER, "边角料")]
    facts: Any = {"actor": expo.actors["keeper"], "participant": expo.buyer, "now": timezone.now()}
    changed = change_participant(facts={"pitch": "新"}, topics=topics, **facts)
    assert {one.title for one in changed.topics.all()} == {kept.title, "边角料"}
    assert changed.topics.filter(pk=kept.pk).exists()
    assert changed.version == 2
    change_participant(facts={}, topics=[Said(Side.OFFER, "边角料")], **facts)
    assert not changed.topics.filter(pk=kept.pk).exists()


def test_none_leaves_topics_and_times_as_they_are(expo: Fair) -> None:
    slot = expo.matchmaking.slots.get(number=0)
    facts: Any = {"actor": expo.actors["keeper"], "participant": expo.buyer, "now": timezone.now()}
    change_participant(facts={}, forbidden=[slot], **facts)
    changed = change_participant(facts={"part": Part.BOTH}, **facts)
    assert (changed.topics.count(), changed.forbidden.count()) == (1, 1)
    assert change_participant(facts={}, forbidden=[], **facts).forbidden.count() == 0


def test_older_version_is_refused(expo: Fair) -> None:
    facts: Any = {"actor": expo.actors["keeper"], "participant": expo.buyer, "now": timezone.now(), "facts": {}}
    change_participant(version=1, **facts)
    with pytest.raises(Stale):
        change_participant(version=1, **facts)


@pytest.mark.parametrize("role", ["other", "far", "officer", "visitor"])
def test_others_change_nothing(expo: Fair, role: str) -> None:
    with pytest.raises(NotPermitted):
        change_participant(actor=expo.actors[role], participant=expo.buyer, facts={}, now=timezone.now())


def test_what_is_over_is_not_changed(expo: Fair) -> None:
    expo.activity.state = ActivityState.CLOSED
    expo.activity.save()
    with pytest.raises(rules.ActivityFixed):
        change_participant(actor=expo.actors["keeper"], participant=expo.buyer, facts={}, now=timezone.now())
