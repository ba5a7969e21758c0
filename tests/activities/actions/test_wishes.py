"""Wish, accept, decline, take back: each refusal, each who may not, each state."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions.wishes import accept_wish, cancel_wish, decline_wish, make_wish
from shanghui.activities.models import Encounter, NotWith, Resource, Wish
from shanghui.activities.rules import ActivityState, EncounterState, Mode, Part, RegistrationState, WishState
from shanghui.core.actor import VISITOR
from shanghui.core.models import AuditRow, OutboxMessage
from shanghui.core.refusal import BadRequest, NotFound, NotPermitted, Refusal
from shanghui.exchange.rules import ContactsInText
from tests.factories.activities import make_activity, make_encounter, make_matchmaking, make_participant
from tests.factories.activities_wishes import Fair, firm_of, take_part
from tests.factories.activities_wishes import make_wish as wish_row

NOW = timezone.now()


def wish(expo: Fair, role: str = "keeper", **facts: object) -> Wish:
    given: Any = {"wisher": expo.buyer, "wished": expo.maker, "now": timezone.now()} | facts
    return make_wish(actor=expo.actors[role] if role else VISITOR, **given)


def subjects() -> list[str]:
    return [row.payload["subject"] for row in OutboxMessage.objects.order_by("pk")]


@pytest.mark.parametrize("role", ["keeper", "contact", "host"])
def test_whoever_speaks_for_it_wishes(expo: Fair, role: str) -> None:
    made = wish(expo, role, weight=4, note="想看样品")
    assert (made.state, made.weight, made.note) == (WishState.WISHED, 4, "想看样品")
    assert made.low_id < made.high_id
    assert Encounter.objects.count() == 0
    assert AuditRow.objects.filter(action="make_wish", subject_id=made.pk).exists()


@pytest.mark.parametrize("role", ["other", "far", "officer", "visitor"])
def test_others_do_not(expo: Fair, role: str) -> None:
    with pytest.raises(NotPermitted):
        wish(expo, role)


def test_private_link_speaks_for_its_own_guest_alone(expo: Fair) -> None:
    assert wish(expo, "", key=expo.buyer.registration.key).state == WishState.WISHED
    with pytest.raises(NotPermitted):
        wish(expo, "", key=expo.maker.registration.key)
    with pytest.raises(NotPermitted):
        wish(expo, "", key="")


def test_wish_expires_after_its_life_or_when_the_activity_begins(expo: Fair) -> None:
    now = timezone.now()
    assert wish(expo, now=now).expires_at == now + rules.WISH_LIFE
    soon = expo.activity.starts_at - timedelta(hours=2)
    assert wish(expo, wished=expo.third, now=soon).expires_at == expo.activity.starts_at


def test_nobody_wishes_herself_or_her_own_firm(expo: Fair) -> None:
    with pytest.raises(rules.WithItself):
        wish(expo, wished=expo.buyer)
    colleague = make_participant(expo.matchmaking)
    colleague.registration.enterprise = firm_of(expo.buyer)
    colleague.registration.save()
    with pytest.raises(rules.WithItself):
        wish(expo, wished=colleague)


def test_wish_within_one_activity(expo: Fair) -> None:
    elsewhere = make_participant(make_matchmaking(make_activity(expo.area)))
    with pytest.raises(NotFound):
        wish(expo, wished=elsewhere)


@pytest.mark.parametrize(("opens", "closes"), [(1, None), (None, -1)])
def test_wishes_are_taken_in_their_time(expo: Fair, opens: int | None, closes: int | None) -> None:
    frame = expo.matchmaking
    frame.wishes_open_at = timezone.now() + timedelta(hours=opens) if opens else None
    frame.wishes_close_at = timezone.now() + timedelta(hours=closes) if closes else None
    frame.save()
    with pytest.raises(rules.WishesClosed):
        wish(expo)


@pytest.mark.parametrize("state", [ActivityState.DRAFT, ActivityState.CLOSED, ActivityState.CANCELLED])
def test_wishes_are_taken_while_the_activity_is_published(expo: Fair, state: ActivityState) -> None:
    expo.activity.state = state
    expo.activity.save()
    with pytest.raises(rules.WishesClosed):
        wish(expo)


def test_wishes_end_with_the_activity(expo: Fair) -> None:
    with pytest.raises(rules.WishesClosed):
        wish(expo, now=expo.activity.ends_at + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (RegistrationState.WAITING, rules.SeatWanted),
        (RegistrationState.UNCONFIRMED, rules.SeatWanted),
        (RegistrationState.CANCELLED, rules.RegistrationOver),
        (RegistrationState.DECLINED, rules.RegistrationOver),
    ],
)
def test_who_has_no_seat_neither_wishes_nor_is_wished(
    expo: Fair, state: RegistrationState, refusal: type[Refusal]
) -> None:
    expo.buyer.registration.state = state
    expo.buyer.registration.save()
    with pytest.raises(refusal):
        wish(expo)
    with pytest.raises(rules.NotWanted):
        wish(expo, "host", wisher=expo.maker, wished=expo.buyer)


@pytest.mark.parametrize("turned", [False, True])
def test_not_with_refuses_both_ways_and_tells_nobody(expo: Fair, turned: bool) -> None:
    pair = (expo.maker, expo.buyer) if turned else (expo.buyer, expo.maker)
    NotWith.objects.create(participant=pair[0], other=pair[1])
    with pytest.raises(rules.NotWanted) as refused:
        wish(expo)
    assert refused.value.context == {}


def test_pair_has_one_open_wish(expo: Fair) -> None:
    wish(expo)
    with pytest.raises(rules.WishedAlready):
        wish(expo)


def test_wish_toward_a_wisher_is_a_yes(expo: Fair) -> None:
    first = wish(expo, weight=2)
    again = wish(expo, "other", wisher=expo.maker, wished=expo.buyer, weight=4)
    assert (again.pk, again.state) == (first.pk, WishState.ACCEPTED)
    meets = Encounter.objects.get()
    assert (meets.first, meets.second, meets.weight) == (expo.buyer, expo.maker, 6)
    with pytest.raises(rules.WishedAlready):
        wish(expo)
    with pytest.raises(rules.WishedAlready):
        wish(expo, "other", wisher=expo.maker, wished=expo.buyer)


def test_encounter_without_a_wish_stands_in_the_way_too(expo: Fair) -> None:
    meets = make_encounter(expo.maker, expo.buyer)
    with pytest.raises(rules.WishedAlready):
        wish(expo)
    meets.state = EncounterState.CANCELLED
    meets.save()
    assert wish(expo).state == WishState.WISHED


def test_expired_wish_stops_blocking_before_the_worker_comes(expo: Fair) -> None:
    old = wish_row(expo.maker, expo.buyer, expires_at=timezone.now() - timedelta(minutes=1))
    new = wish(expo)
    old.refresh_from_db()
    assert (old.state, new.state) == (WishState.EXPIRED, WishState.WISHED)


@pytest.mark.parametrize("state", [WishState.DECLINED, WishState.CANCELLED, WishState.EXPIRED])
def test_ended_wishes_block_nobody(expo: Fair, state: WishState) -> None:
    wish_row(expo.buyer, expo.maker, state=state)
    assert wish(expo).state == WishState.WISHED


@pytest.mark.parametrize("facts", [{"weight": 3}, {"weight": 0}, {"note": "a\0b"}])
def test_malformed_wish_is_refused(expo: Fair, facts: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        wish(expo, **facts)


def test_foreign_resource_is_refused_and_the_own_goes_to_the_encounter(expo: Fair) -> None:
    own = Resource.objects.create(matchmaking=expo.matchmaking, name="翻译")
    foreign = Resource.objects.create(matchmaking=make_matchmaking(make_activity(expo.area)), name="翻译")
    with pytest.raises(BadRequest):
        wish(expo, resource=foreign)
    made = wish(expo, resource=own)
    accept_wish(actor=expo.actors["other"], wish=made, now=timezone.now())
    assert Encounter.objects.get().resource == own


def test_note_holds_no_contacts(expo: Fair) -> None:
    with pytest.raises(ContactsInText):
        wish(expo, note="打我电话13912345678")


def test_quota_of_either_refuses_a_yes(expo: Fair) -> None:
    asked = wish(expo)
    expo.matchmaking.quota = 1
    expo.matchmaking.save()
    taken = make_encounter(expo.maker, expo.third)
    with pytest.raises(rules.QuotaUsed):
        accept_wish(actor=expo.actors["other"], wish=asked, now=timezone.now())
    asked.refresh_from_db()
    assert asked.state == WishState.WISHED
    taken.state = EncounterState.CANCELLED
    taken.save()
    assert accept_wish(actor=expo.actors["other"], wish=asked, now=timezone.now()).state == WishState.ACCEPTED


def test_own_quota_narrows_that_of_the_activity(expo: Fair) -> None:
    expo.buyer.quota = 1
    expo.buyer.save()
    make_encounter(expo.buyer, expo.third)
    asked = wish(expo)
    with pytest.raises(rules.QuotaUsed):
        accept_wish(actor=expo.actors["other"], wish=asked, now=timezone.now())


@pytest.mark.parametrize("state", [EncounterState.SCHEDULED, EncounterState.ATTENDED, EncounterState.NO_SHOW])
def test_what_took_place_counts_against_the_quota(expo: Fair, state: EncounterState) -> None:
    expo.matchmaking.quota = 1
    expo.matchmaking.save()
    make_encounter(expo.maker, expo.third, state=state)
    with pytest.raises(rules.QuotaUsed):
        accept_wish(actor=expo.actors["other"], wish=wish(expo), now=timezone.now())


def test_yes_makes_the_encounter_in_the_same_step(expo: Fair) -> None:
    asked = wish(expo, weight=4)
    accept_wish(actor=expo.actors["other"], wish=asked, now=timezone.now())
    meets = Encounter.objects.get()
    assert (meets.wish, meets.first, meets.second, meets.weight) == (asked, expo.buyer, expo.maker, 4)
    assert meets.state == EncounterState.ACCEPTED
    assert AuditRow.objects.filter(action="agree_encounter", subject_id=meets.pk).exists()


def test_weight_of_a_yes_is_added(expo: Fair) -> None:
    asked = wish(expo, weight=1)
    accept_wish(actor=expo.actors["other"], wish=asked, weight=2, now=timezone.now())
    assert Encounter.objects.get().weight == 3
    with pytest.raises(BadRequest):
        accept_wish(actor=expo.actors["other"], wish=asked, weight=5, now=timezone.now())


@pytest.mark.parametrize("role", ["keeper", "contact", "far", "visitor"])
def test_only_the_wished_side_answers(expo: Fair, role: str) -> None:
    asked = wish(expo)
    for act in (accept_wish, decline_wish):
        with pytest.raises(NotPermitted):
            act(actor=expo.actors[role], wish=asked, now=timezone.now())


@pytest.mark.parametrize("role", ["other", "far", "visitor"])
def test_only_the_wisher_takes_back(expo: Fair, role: str) -> None:
    with pytest.raises(NotPermitted):
        cancel_wish(actor=expo.actors[role], wish=wish(expo), now=timezone.now())


def test_answer_by_link(expo: Fair) -> None:
    asked, key = wish(expo), expo.maker.registration.key
    with pytest.raises(NotPermitted):
        accept_wish(actor=VISITOR, wish=asked, now=timezone.now(), key=expo.buyer.registration.key)
    assert accept_wish(actor=VISITOR, wish=asked, now=timezone.now(), key=key).state == WishState.ACCEPTED


@pytest.mark.parametrize("state", [one for one in WishState if one is not WishState.WISHED])
def test_answered_is_answered(expo: Fair, state: WishState) -> None:
    asked = wish_row(expo.buyer, expo.maker, state=state)
    for act, role in ((accept_wish, "other"), (decline_wish, "other"), (cancel_wish, "keeper")):
        with pytest.raises(rules.WishAnswered):
            act(actor=expo.actors[role], wish=asked, now=timezone.now())


def test_late_answer_is_none(expo: Fair) -> None:
    asked = wish(expo)
    late = asked.expires_at
    for act, role in ((accept_wish, "other"), (decline_wish, "other"), (cancel_wish, "keeper")):
        with pytest.raises(rules.WishAnswered):
            act(actor=expo.actors[role], wish=asked, now=late)


def test_wish_is_answered_after_wishes_have_closed(expo: Fair) -> None:
    asked = wish(expo)
    expo.matchmaking.wishes_close_at = timezone.now() - timedelta(minutes=1)
    expo.matchmaking.save()
    assert accept_wish(actor=expo.actors["other"], wish=asked, now=timezone.now()).state == WishState.ACCEPTED


def test_yes_to_somebody_who_comes_no_more_is_refused(expo: Fair) -> None:
    asked = wish(expo)
    expo.buyer.registration.state = RegistrationState.CANCELLED
    expo.buyer.registration.save()
    with pytest.raises(rules.NotWanted):
        accept_wish(actor=expo.actors["other"], wish=asked, now=timezone.now())


def test_no_ends_it_without_an_encounter(expo: Fair) -> None:
    asked = decline_wish(actor=expo.actors["other"], wish=wish(expo), now=timezone.now())
    assert (asked.state, Encounter.objects.count()) == (WishState.DECLINED, 0)
    assert asked.answered_at is not None


def test_taken_back_ends_it(expo: Fair) -> None:
    asked = cancel_wish(actor=expo.actors["keeper"], wish=wish(expo), now=timezone.now())
    assert (asked.state, Encounter.objects.count()) == (WishState.CANCELLED, 0)


def test_hosted_buyers_wish_is_an_encounter_at_once(expo: Fair) -> None:
    expo.matchmaking.mode = Mode.HOSTED
    expo.matchmaking.save()
    made = wish(expo, weight=4)
    assert made.state == WishState.ACCEPTED
    meets = Encounter.objects.get()
    assert (meets.first, meets.weight) == (expo.buyer, 4)
    assert subjects() == ["北片区对接会：主办方安排了您与上海澄屿装备有限公司见面"]


def test_hosted_mode_asks_a_buyer_and_honours_not_with(expo: Fair) -> None:
    expo.matchmaking.mode = Mode.HOSTED
    expo.matchmaking.save()
    assert wish(expo, "other", wisher=expo.maker, wished=expo.buyer).state == WishState.WISHED
    peer = take_part(expo.matchmaking, expo.other, "上海另一买家有限公司", Part.BUYER)
    assert wish(expo, wished=peer).state == WishState.WISHED
    NotWith.objects.create(participant=expo.third, other=expo.buyer)
    with pytest.raises(rules.NotWanted):
        wish(expo, wished=expo.third)


def test_hosted_mode_keeps_quotas(expo: Fair) -> None:
    expo.matchmaking.mode, expo.matchmaking.quota = Mode.HOSTED, 1
    expo.matchmaking.save()
    wish(expo)
    with pytest.raises(rules.QuotaUsed):
        wish(expo, wished=expo.third)
    assert Wish.objects.count() == 1


def test_first_wish_is_told_at_once_and_further_ones_by_the_days_letter(expo: Fair) -> None:
    wish(expo)
    wish(expo, "host", wisher=expo.third, wished=expo.maker)
    assert subjects() == ["北片区对接会：上海澄屿装备有限公司想约见您"]
    (letter,) = OutboxMessage.objects.all()
    assert letter.receiver == expo.maker.registration.email
    assert f"/activities/m/{expo.maker.registration.key}/" in letter.payload["text"]


def test_yes_is_told_to_the_wisher(expo: Fair) -> None:
    asked = wish_row(expo.buyer, expo.maker)
    accept_wish(actor=expo.actors["other"], wish=asked, now=timezone.now())
    assert subjects() == ["北片区对接会：上海申岳紧固件有限公司答应了您的约见"]
    assert OutboxMessage.objects.get().receiver == expo.buyer.registration.email


def test_no_is_told_by_no_letter(expo: Fair) -> None:
    decline_wish(actor=expo.actors["other"], wish=wish_row(expo.buyer, expo.maker), now=timezone.now())
    assert subjects() == []
