"""From a name on a list to a guest in the room: states, seats, the waitlist. Pure Python."""

from datetime import datetime, timedelta
from enum import StrEnum

from shanghui.activities.rules.activities import ActivityState
from shanghui.core.refusal import Refusal


class RegistrationState(StrEnum):
    """unconfirmed → registered | waiting; waiting → registered by itself; cancelled, declined end it."""

    UNCONFIRMED = "unconfirmed"
    REGISTERED = "registered"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    DECLINED = "declined"


class Arrival(StrEnum):
    """How a guest was checked in."""

    CODE = "code"
    LIST = "list"
    OFFLINE = "offline"


#: these hold a seat; an unconfirmed one does not yet
SEATED = frozenset({RegistrationState.REGISTERED})
#: these are still somebody's wish to come
STANDING = frozenset({RegistrationState.UNCONFIRMED, RegistrationState.REGISTERED, RegistrationState.WAITING})

#: how long a code can be typed in, and how often it may be wrong
CODE_LIFE, MOST_TRIES = timedelta(minutes=30), 5

#: the door's phone may bring arrivals this long after they happened
OFFLINE_FOR = timedelta(hours=24)


class RegistrationClosed(Refusal):
    """The activity takes no registrations, not yet or no longer."""


class InvitedOnly(Refusal):
    """The activity is by invitation, and this unit or firm was not invited."""

    status = 403


class RegisteredAlready(Refusal):
    """The same telephone number stands on the list."""


class RegistrationOver(Refusal):
    """It was cancelled or declined."""


class CodeWrong(Refusal):
    """The code is not the one that was sent."""

    status = 400


class CodeOver(Refusal):
    """The code is too old, or was tried too often."""

    status = 410


class CheckedInAlready(Refusal):
    """This guest is in the room."""


class OtherActivity(Refusal):
    """The code belongs to another activity."""

    status = 404


class NotOnTheDay(Refusal):
    """The door is not open: the activity is not today, or was cancelled."""


def ensure_open(state: ActivityState, register_until: datetime, now: datetime) -> None:
    """Raises RegistrationClosed."""
    if state is not ActivityState.PUBLISHED or now > register_until:
        raise RegistrationClosed()


def has_seat(*, seated: int, capacity: int | None, of_unit: int, quota: int | None) -> bool:
    """Is there a seat for one more of a unit whose guests hold `of_unit` of the `seated` seats?"""
    return (capacity is None or seated < capacity) and (quota is None or of_unit < quota)
