"""Versions of a timetable: the one that is worked on, the published one, any by its number."""

from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef, Q

from shanghui.activities.models import ForbiddenSlot, Matchmaking, Placement, Timetable
from shanghui.activities.rules import LIVE, TimetableState
from shanghui.core.refusal import NotFound

#: `Timetable.status` of a draft that proposes a repair, until it is accepted or dropped
PROPOSAL = "proposal"
#: `Timetable.status` of one whose computing somebody stopped
CANCELLED = "cancelled"
BUSY = (TimetableState.WAITING, TimetableState.SOLVING)
#: these can be changed by hand
EDITABLE = (TimetableState.DRAFT, TimetableState.WITHDRAWN)
VERSIONS_SHOWN = 12

_STANDS = Q(state__in=[TimetableState.DRAFT, TimetableState.PUBLISHED]) | Q(
    state=TimetableState.WITHDRAWN, published_at__isnull=False
)


def current(matchmaking: Matchmaking) -> Timetable | None:
    """The newest that stands: no proposal, nothing that was undone or failed."""
    rows = matchmaking.timetables.filter(_STANDS).exclude(status=PROPOSAL)
    return rows.select_related("origin").order_by("-number").first()


def published(matchmaking: Matchmaking) -> Timetable | None:
    return matchmaking.timetables.filter(state=TimetableState.PUBLISHED).first()


def busy(matchmaking: Matchmaking) -> Timetable | None:
    """The one that is being computed."""
    return matchmaking.timetables.filter(state__in=BUSY).order_by("-number").first()


def numbered(matchmaking: Matchmaking, number: int) -> Timetable:
    """Raises NotFound."""
    found = matchmaking.timetables.select_related("origin").filter(number=number).first()
    if found is None:
        raise NotFound()
    return found


def versions(matchmaking: Matchmaking) -> Sequence[Timetable]:
    """The newest first; no proposals."""
    rows = matchmaking.timetables.exclude(status=PROPOSAL).select_related("origin", "made_by")
    return list(rows.order_by("-number")[:VERSIONS_SHOWN])


def proposals(matchmaking: Matchmaking) -> Sequence[Timetable]:
    """Repairs that wait for a yes or no."""
    rows = matchmaking.timetables.filter(status=PROPOSAL, state=TimetableState.DRAFT).select_related("origin")
    return list(rows.order_by("number"))


def broken(timetable: Timetable) -> "Q":
    """Placements that could not be made any more: somebody is away, the table is closed."""
    found = Q(table__closed=True)
    for side in ("first", "second"):
        away = ForbiddenSlot.objects.filter(participant=OuterRef(f"encounter__{side}"), slot=OuterRef("slot"))
        found |= Q(**{f"encounter__{side}__absent_at__isnull": False})
        found |= Q(**{f"encounter__{side}__from_slot__gt": F("slot__number")}) | Q(Exists(away))
    return found & Q(timetable=timetable, encounter__state__in=LIVE)


def clashes(timetable: Timetable) -> int:
    """How many of what is still to come cannot stay as they are."""
    return Placement.objects.filter(broken(timetable)).count()
