"""What time does to wishes: nobody answered, or somebody comes no more. Run again, it finds nothing more to do."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.activities.actions.encounters import call_off
from shanghui.activities.actions.locking import locked_encounter, locked_participants
from shanghui.activities.actions.wish_letters import tell, tell_of_waiting
from shanghui.activities.models import Encounter, Participant, Wish
from shanghui.activities.queries.pairs import of_either
from shanghui.activities.rules import LIVE, STANDING, WishState
from shanghui.core import audit
from shanghui.core.actor import SYSTEM
from shanghui.core.jobs import give_way
from shanghui.core.models import OutboxMessage

BATCH = 200
SOON = timedelta(days=1)
RELATED = (
    "wisher__registration__unit", "wisher__registration__enterprise", "wisher__matchmaking__activity",
    "wished__registration__enterprise",
)  # fmt: skip


def expire_wishes(*, now: datetime) -> int:
    """Those that nobody answered in time; how many."""
    ended = 0
    while True:
        give_way()
        done = _expire(now)
        ended += done
        if done < BATCH:
            return ended


@transaction.atomic
def _expire(now: datetime) -> int:
    rows = Wish.objects.select_for_update(of=("self",)).filter(state=WishState.WISHED, expires_at__lte=now)
    late = list(rows.select_related(*RELATED).order_by("pk")[:BATCH])
    for wish in late:
        wish.state, wish.answered_at = WishState.EXPIRED, now
        tell(wish.wisher, "expired", who=wish.wished.called, now=now)
    Wish.objects.bulk_update(late, ["state", "answered_at"])
    audit.record_many(SYSTEM, [audit.Entry("expire_wish", wish) for wish in late], now=now)
    return len(late)


def release_absent(*, now: datetime) -> int:
    """Guests whose registration ended: what others wished of them ends, and others' quotas come back; how many guests."""
    open_states = Q(wishes__state=WishState.WISHED) | Q(wished_by__state=WishState.WISHED)
    gone = Participant.objects.exclude(registration__state__in=[state.value for state in STANDING])
    meets = Encounter.objects.filter(state__in=[state.value for state in LIVE])
    busy = gone.filter(open_states | Q(pk__in=meets.values("first")) | Q(pk__in=meets.values("second"))).distinct()
    keys = sorted(busy.values_list("pk", flat=True))
    for key in keys:
        give_way()
        _release(key, now)
    return len(keys)


@transaction.atomic
def _release(key: int, now: datetime) -> None:
    meets = Encounter.objects.filter(of_either(key), state__in=[state.value for state in LIVE])
    pairs = list(meets.values_list("first", "second"))
    locked_participants(*sorted({key, *(one for pair in pairs for one in pair)}))
    wishes = Wish.objects.filter(Q(wisher=key) | Q(wished=key), state=WishState.WISHED)
    for wish in wishes.select_for_update(of=("self",)):
        wish.state = WishState.CANCELLED if wish.wisher_id == key else WishState.DECLINED
        wish.answered_at = now
        wish.save(update_fields=["state", "answered_at"])
    for row in meets:
        encounter = locked_encounter(row)
        if encounter.state_enum not in LIVE:
            continue
        call_off(SYSTEM, encounter, now)
        first_left = encounter.first_id == key
        stays, left = (encounter.second, encounter.first) if first_left else (encounter.first, encounter.second)
        tell(stays, "cancelled", who=left.called, now=now)


def write_of_wishes(*, now: datetime) -> int:
    """One letter a day to everybody for whom wishes wait; how many participants."""
    waiting: dict[int, list[datetime]] = {}
    rows = Wish.objects.filter(state=WishState.WISHED, expires_at__gt=now)
    for key, end in rows.values_list("wished", "expires_at"):
        waiting.setdefault(key, []).append(end)
    told = 0
    for begin in range(0, len(waiting), BATCH):
        give_way()
        told += _write(sorted(waiting)[begin : begin + BATCH], waiting, now)
    return told


@transaction.atomic
def _write(keys: list[int], waiting: dict[int, list[datetime]], now: datetime) -> int:
    """`about` is found again if the job runs twice."""
    names = {key: f"wishes:{key}:{localdate(now):%Y%m%d}" for key in keys}
    lately = OutboxMessage.objects.filter(channel="mail", created_at__gte=now - SOON)
    written = lately.filter(payload__about__in=list(names.values()))
    told = {message.payload["about"] for message in written}
    related = Participant.objects.select_related(
        "registration__unit", "registration__enterprise", "matchmaking__activity"
    )
    due = [row for row in related.filter(pk__in=keys).order_by("pk") if names[row.pk] not in told]
    for row in due:
        ends = waiting[row.pk]
        ending = sum(end <= now + SOON for end in ends)
        tell_of_waiting(row, waiting=len(ends), ending=ending, about=names[row.pk], now=now)
    return len(due)
