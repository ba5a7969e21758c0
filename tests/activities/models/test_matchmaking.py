"""What a matchmaking's tables say and refuse."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shanghui.activities.models import Participant, Table, Wish
from shanghui.activities.rules import EncounterState, WishState
from tests.factories import network
from tests.factories.activities import (
    make_activity,
    make_encounter,
    make_matchmaking,
    make_participant,
    make_registration,
)
from tests.factories.world import World


def wish(wisher: Participant, wished: Participant, **facts: object) -> Wish:
    low, high = sorted((wisher, wished), key=lambda one: one.pk)
    now = timezone.now()
    given = {"created_at": now, "expires_at": now + timedelta(days=3)} | facts
    return Wish.objects.create(
        matchmaking=wisher.matchmaking, wisher=wisher, wished=wished, low=low, high=high, **given
    )


def test_one_open_wish_a_pair_whoever_was_first(world: World) -> None:
    matchmaking = make_matchmaking(make_activity(world.chamber))
    one, two = make_participant(matchmaking), make_participant(matchmaking)
    first = wish(one, two)
    with pytest.raises(IntegrityError), transaction.atomic():
        wish(two, one)
    first.state = WishState.EXPIRED
    first.save()
    assert wish(two, one).state_enum is WishState.WISHED


def test_a_participant_is_called_by_its_firm(world: World) -> None:
    activity = make_activity(world.chamber)
    matchmaking = make_matchmaking(activity)
    firm = network.make_enterprise("上海远帆有限公司", world.chamber, short_name="远帆")
    known = make_registration(activity, enterprise=firm)
    typed = make_registration(activity, firm="某公司")
    alone = make_registration(activity, firm="", name="王先生")
    called = [make_participant(matchmaking, registration=guest).called for guest in (known, typed, alone)]
    assert called == ["远帆", "某公司", "王先生"]


def test_a_table_is_called_by_its_name_or_counted_from_one(world: World) -> None:
    assert Table(number=0).called == "1"
    assert Table(number=3, name="贵宾桌").called == "贵宾桌"


def test_an_encounter_begins_unscheduled(world: World) -> None:
    matchmaking = make_matchmaking(make_activity(world.chamber))
    made = make_encounter(make_participant(matchmaking), make_participant(matchmaking))
    assert made.state_enum is EncounterState.ACCEPTED
