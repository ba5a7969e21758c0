"""Wishes and encounters at a matchmaking activity. Pure Python."""

from datetime import datetime, timedelta
from enum import StrEnum

from shanghui.core.refusal import Refusal


class Mode(StrEnum):
    """Both sides wish and accept; or the organiser assigns hosted buyers' wishes without asking the sellers."""

    WISH = "wish"
    HOSTED = "hosted"


class Part(StrEnum):
    """What a participant comes for; buyers are listed first."""

    BUYER = "buyer"
    SELLER = "seller"
    BOTH = "both"


class WishState(StrEnum):
    """wished → accepted | declined | cancelled | expired."""

    WISHED = "wished"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class EncounterState(StrEnum):
    """accepted (unscheduled) → scheduled → attended | no_show; cancelled."""

    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    ATTENDED = "attended"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


#: wishes that nobody answers expire and stop blocking anyone
WISH_LIFE = timedelta(days=3)

#: how much an encounter matters to whoever wished it: nice, wanted, must
WEIGHTS = (1, 2, 4)

SLOT_MINUTES = (10, 15, 20, 30, 45, 60)

#: these count against a participant's quota
COUNTED = frozenset(
    {EncounterState.ACCEPTED, EncounterState.SCHEDULED, EncounterState.ATTENDED, EncounterState.NO_SHOW}
)
LIVE = frozenset({EncounterState.ACCEPTED, EncounterState.SCHEDULED})


class WishesClosed(Refusal):
    """Wishes are not taken, not yet or no longer."""


class WishAnswered(Refusal):
    """Somebody was faster, or it has expired."""


class WishedAlready(Refusal):
    """The two have a wish or an encounter already."""


class NotWanted(Refusal):
    """The other participant takes no more wishes. Who wrote "not with" is never told."""


class QuotaUsed(Refusal):
    """Every encounter that this participant may have is taken."""


class WithItself(Refusal):
    """A participant, or two of one firm, cannot meet themselves."""

    status = 400


class EncounterStepRefused(Refusal):
    """An encounter in this state cannot go there."""


class EncounterToCome(Refusal):
    """Its slot has not begun; nobody can say yet whether it happened."""


class FirmUnknown(Refusal):
    """An introduction needs two firms of the network, each with an organisation that speaks for it."""


class SeatWanted(Refusal):
    """Who is not confirmed or waits for a seat does not wish and is not wished yet."""


class TakesPartAlready(Refusal):
    """This guest is a participant."""


class SessionUnfit(Refusal):
    """The session ends before its first slot does, or lies over another one."""

    status = 400


def ensure_wishes_open(opens: datetime | None, closes: datetime | None, now: datetime) -> None:
    """Raises WishesClosed."""
    if (opens is not None and now < opens) or (closes is not None and now > closes):
        raise WishesClosed()


def wish_end(now: datetime, starts_at: datetime, ends_at: datetime) -> datetime:
    """When a wish that nobody answered expires: its life, or when the activity begins; made there, when it ends."""
    return min(now + WISH_LIFE, starts_at if now < starts_at else ends_at)


def most_encounters(quota: int, own: int | None) -> int:
    """A participant's own quota narrows that of the activity."""
    return quota if own is None else min(quota, own)


def agreed_weight(wished: int, accepted: int | None) -> int:
    """What the encounter is worth to the timetable: the wisher's weight and, if she gave one, the accepter's."""
    return wished + (accepted or 0)


def is_given(mode: Mode, wisher: Part, wished: Part) -> bool:
    """At a hosted activity a buyer's wish toward anybody but another buyer is an encounter without being asked."""
    return mode is Mode.HOSTED and wisher is Part.BUYER and wished is not Part.BUYER


def state_said(first: bool | None, second: bool | None) -> EncounterState:
    """One “did not” is a no-show; one yes is enough, two nothings leave it scheduled."""
    if first is False or second is False:
        return EncounterState.NO_SHOW
    return EncounterState.ATTENDED if first or second else EncounterState.SCHEDULED


def tables_wanted(encounters: int, slots: int) -> int:
    """Expected encounters over slots and 15 % more, rounded up."""
    return -(-encounters * 115 // (max(slots, 1) * 100))
