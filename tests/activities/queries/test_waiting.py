"""What waits on the first page, and for whom."""

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.activities.models import Application, Participant, Wish
from shanghui.activities.queries import waiting
from shanghui.activities.rules import ProgrammeState, RegistrationState, WishState
from tests.factories import network
from tests.factories.activities import (
    make_activity,
    make_matchmaking,
    make_participant,
    make_programme,
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


def test_guests_wait_for_the_hosts_alone(world: World) -> None:
    activity = make_activity(world.chamber)
    for _number in range(2):
        make_registration(activity, state=RegistrationState.UNCONFIRMED)
    make_registration(activity)
    found = waiting.guests_to_confirm(world.actors["secretary"])
    assert [(one.pk, one.unconfirmed) for one in found] == [(activity.pk, 2)]  # type: ignore[attr-defined]
    assert waiting.guests_to_confirm(world.actors["other"]) == []
    assert waiting.guests_to_confirm(world.actors["contact"]) == []


def test_what_begins_within_two_days_or_runs(world: World) -> None:
    now = timezone.now()
    running = make_activity(world.chamber, starts_at=now - timedelta(hours=1))
    soon = make_activity(world.chamber, starts_at=now + timedelta(days=1))
    make_activity(world.chamber, starts_at=now + timedelta(days=3))
    make_activity(world.chamber, starts_at=now - timedelta(hours=4))
    assert waiting.about_to_begin(world.actors["secretary"], now) == [running, soon]


def test_wishes_wait_for_the_unit_and_the_firm(world: World) -> None:
    matchmaking = make_matchmaking(make_activity(world.chamber))
    firm = network.make_enterprise("外厂", world.other)
    world.add("guest", network.make_contact(firm, "来宾"))
    ours = make_registration(matchmaking.activity, unit=world.other, enterprise=firm)
    mine = make_participant(matchmaking, registration=ours)
    now = timezone.now()
    first = wish(make_participant(matchmaking), mine, expires_at=now + timedelta(hours=5))
    wish(make_participant(matchmaking), mine)
    wish(make_participant(matchmaking), mine, state=WishState.DECLINED)
    wish(make_participant(matchmaking), mine, expires_at=now - timedelta(hours=1))
    wish(mine, make_participant(matchmaking))
    for role in ("other", "guest"):
        (found,) = waiting.wishes_to_answer(world.actors[role], now)
        assert (found.number, found.until) == (2, first.expires_at)
    assert waiting.wishes_to_answer(world.actors["secretary"], now) == []
    assert waiting.wishes_to_answer(world.actors["contact"], now) == []


def test_open_stages_wait_until_she_has_applied(world: World) -> None:
    today = localdate()
    programme = make_programme(world.north)
    make_programme(world.north, apply_until=today - timedelta(days=1))
    secretary = world.actors["secretary"]
    assert waiting.programmes_to_apply_for(secretary, today) == [programme]
    assert waiting.programmes_to_apply_for(world.actors["contact"], today) == []
    Application.objects.create(
        programme=programme, organisation=world.chamber, title="承办", plan="方案", submitted_at=timezone.now()
    )
    assert waiting.programmes_to_apply_for(secretary, today) == []


def test_stages_whose_time_is_over_wait_for_their_opener(world: World) -> None:
    today = localdate()
    over = make_programme(world.north, apply_until=today - timedelta(days=1))
    make_programme(world.north)
    make_programme(world.north, apply_until=today - timedelta(days=9), state=ProgrammeState.DECIDED)
    assert waiting.programmes_to_decide(world.actors["convener"], today) == [over]
    assert waiting.programmes_to_decide(world.actors["secretary"], today) == []
