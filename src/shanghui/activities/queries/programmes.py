"""Programmes as they are listed: those that call for applications first, the next deadline on top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, DateField, F, IntegerField, Q, Value, When

from shanghui.activities import permissions
from shanghui.activities.models import Application, Programme
from shanghui.activities.models.programmes import ProgrammeQuerySet
from shanghui.activities.rules import ApplicationState, ProgrammeState
from shanghui.core.actor import Actor
from shanghui.core.refusal import UnknownFilter

KEYS = ("q", "state", "whose")
#: whose programmes: all that she sees, those of her organisation, those to which it applied
WHOSE = ("", "own", "applied")
LONGEST_TEXT = 60
#: in which order states are listed
ORDER = (
    ProgrammeState.OPEN, ProgrammeState.SELECTING, ProgrammeState.DRAFT, ProgrammeState.DECIDED,
    ProgrammeState.WITHDRAWN,
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    q: str = ""
    state: ProgrammeState | None = None
    whose: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.state or self.whose)


@dataclass(frozen=True)
class Line:
    """A row of the list. `left`: days until the last day to apply, None where none runs; `count`: None where not hers."""

    programme: Programme
    left: int | None
    count: int | None
    mine: Application | None


def filters_from(query: Mapping[str, str]) -> Filters:
    """Reads a query string. Raises UnknownFilter on a key or value that the list does not have."""
    try:
        state = ProgrammeState(query["state"]) if query.get("state") else None
    except ValueError as error:
        raise UnknownFilter() from error
    whose = query.get("whose", "")
    if set(query) - set(KEYS) or whose not in WHOSE:
        raise UnknownFilter()
    return Filters(query.get("q", "").replace("\0", "").strip()[:LONGEST_TEXT], state, whose)


def programmes(actor: Actor, filters: Filters) -> ProgrammeQuerySet:
    """Unsorted; `sorted_programmes` is how people read them."""
    rows = Programme.objects.visible_to(actor).select_related("organisation")
    if filters.q:
        words = Q(title__icontains=filters.q) | Q(theme__icontains=filters.q)
        rows = rows.filter(words | Q(organisation__name__icontains=filters.q))
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.whose == "own":
        rows = rows.filter(organisation__in=actor.organisation_ids)
    if filters.whose == "applied":
        sent = Application.objects.visible_to(actor).filter(organisation__in=actor.organisation_ids)
        rows = rows.filter(pk__in=sent.exclude(state=ApplicationState.WITHDRAWN).values("programme"))
    return rows


def sorted_programmes(rows: ProgrammeQuerySet) -> ProgrammeQuerySet:
    whens = [When(state=state, then=Value(number)) for number, state in enumerate(ORDER)]
    rank = Case(*whens, default=Value(len(ORDER)), output_field=IntegerField())
    deadline = Case(When(state=ProgrammeState.OPEN, then=F("apply_until")), output_field=DateField(null=True))
    return rows.order_by(rank.asc(), deadline.asc(nulls_last=True), "-start", "-pk")


def lines(actor: Actor, rows: Iterable[Programme], today: date) -> list[Line]:
    """A page of the list; two queries more than its rows, however long."""
    page = list(rows)
    standing = Application.objects.visible_to(actor).filter(programme__in=[row.pk for row in page])
    standing = standing.exclude(state=ApplicationState.WITHDRAWN).order_by()
    counts = dict(standing.values_list("programme").annotate(Count("pk")))
    own = {row.programme_id: row for row in standing.filter(organisation__in=actor.organisation_ids)}
    return [
        Line(
            row,
            days_left(row, today),
            counts.get(row.pk, 0) if permissions.keeps(actor, row.organisation_id) else None,
            own.get(row.pk),
        )
        for row in page
    ]


def days_left(programme: Programme, today: date) -> int | None:
    """Until the last day to apply; below nothing once it is over. None where nobody can apply."""
    return (programme.apply_until - today).days if programme.state_enum is ProgrammeState.OPEN else None
