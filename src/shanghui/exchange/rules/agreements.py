"""States of agreements and commitments, and the days on which they come round. Pure Python."""

from calendar import monthrange
from datetime import MAXYEAR, date
from enum import StrEnum

from shanghui.core.refusal import Refusal


class AgreementState(StrEnum):
    """drafted → in_force → ended; how it ended says AgreementEnding."""

    DRAFTED = "drafted"
    IN_FORCE = "in_force"
    ENDED = "ended"


class AgreementEnding(StrEnum):
    EXPIRED = "expired"
    TERMINATED = "terminated"
    RENEWED = "renewed"


class CommitmentState(StrEnum):
    """open → kept with its evidence, broken or dropped with the reason."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    DROPPED = "dropped"


class Verdict(StrEnum):
    """What a review says of the agreement."""

    CONTINUE = "continue"
    CHANGE = "change"
    END = "end"


#: days before which reviews and commitments are shown, and ends: a renewal takes a meeting
DUE_SOON, END_SOON = 14, 30

FEWEST_PARTIES, MOST_PARTIES, LONGEST_MONTHS = 2, 20, 120


class AgreementStepRefused(Refusal):
    """An agreement in this state cannot go there."""


class PartiesUnfit(Refusal):
    """An agreement has two parties at least, each of them once."""

    status = 400


class SignatureMissing(Refusal):
    """Before an agreement is in force it is known when it was signed and from when it holds."""


class PartyOwes(Refusal):
    """A party with commitments stays a party."""


class CommitmentSettled(Refusal):
    """Somebody has said what became of it, or it went over into the renewed agreement."""


class EvidenceWanted(Refusal):
    """A commitment is kept when something shows it."""

    status = 400


def ensure_parties(parties: int, different: int) -> None:
    if parties != different or not FEWEST_PARTIES <= parties <= MOST_PARTIES:
        raise PartiesUnfit()


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last one."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, MAXYEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_later(day: date, days: int) -> date:
    """Within what a calendar can say."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


def next_of(day: date | None, months: int | None, end: date | None) -> date | None:
    """When it comes round again; None when it does not, or only after the end."""
    following = months_later(day, months) if day and months else None
    return following if following and (end is None or following <= end) else None
