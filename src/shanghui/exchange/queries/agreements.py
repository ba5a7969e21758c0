"""Agreements as they are listed and shown: parties by name as far as they may be named, what is due, what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.core.audience import AudienceQuerySet
from shanghui.core.reference import Shown
from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.models import Agreement, AgreementParty, Commitment
from shanghui.exchange.models.agreements import AgreementQuerySet, represented, taking_part
from shanghui.exchange.rules import DUE_SOON, AgreementEnding, AgreementState, CommitmentState, days_later
from shanghui.network.models import Enterprise, Organisation
from shanghui.network.queries.names import name_filter
from shanghui.network.rules import OrganisationKind

KEYS = ("q", "state", "party", "due")
LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A party as this reader may know it: one that is not open to her has no name and no page."""

    id: int
    code: str
    name: str
    url: str


@dataclass(frozen=True)
class Line:
    """A row of the list. Without `taking_part` only title and parties are hers to know."""

    agreement: Agreement
    parties: list[Named]
    taking_part: bool
    due_on: date | None = None
    late: bool = False


@dataclass(frozen=True)
class Filters:
    """`party` is a code: O and the id of an organisation, E and the id of an enterprise."""

    q: str = ""
    state: AgreementState | None = None
    party: str = ""
    due: bool = False
    place: Organisation | Enterprise | None = field(default=None, compare=False)

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.state or self.party or self.due)


def filters_from(actor: Actor, query: Mapping[str, str]) -> Filters:
    """Reads a query string. Raises UnknownFilter on a key or value that the list does not have."""
    party, due = query.get("party", ""), query.get("due", "")
    try:
        state = AgreementState(query["state"]) if query.get("state") else None
    except ValueError as error:
        raise UnknownFilter() from error
    if set(query) - set(KEYS) or due not in {"", "soon"}:
        raise UnknownFilter()
    place = _place(actor, party) if party else None
    return Filters(query.get("q", "").strip()[:LONGEST_TEXT], state, party, due == "soon", place)


def _place(actor: Actor, code: str) -> Organisation | Enterprise:
    """Somebody whom she sees."""
    kind, digits = code[:1], code[1:]
    if kind not in {"O", "E"} or not digits.isascii() or not digits.isdigit() or len(digits) > 18:
        raise UnknownFilter()
    rows: AudienceQuerySet[Organisation] | AudienceQuerySet[Enterprise]
    rows = Organisation.objects.all() if kind == "O" else Enterprise.objects.all()
    found = rows.visible_to(actor).filter(pk=int(digits)).first()
    if found is None:
        raise UnknownFilter()
    return found


def agreements(actor: Actor, filters: Filters) -> AgreementQuerySet:
    """State and dates are narrowed among her own only: of others she knows no more than that they are."""
    rows = Agreement.objects.visible_to(actor)
    if filters.place is not None:
        column = "enterprise" if isinstance(filters.place, Enterprise) else "organisation"
        rows = rows.filter(pk__in=AgreementParty.objects.filter(**{column: filters.place}).values("agreement"))
    if filters.q:
        rows = rows.filter(Q(title__icontains=filters.q) | Q(pk__in=_parties_named(actor, filters.q)))
    if filters.state or filters.due:
        rows = rows.filter(taking_part(actor))
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.due:
        rows = rows.filter(_due(days_later(localdate(), DUE_SOON)))
    return rows.select_related("organisation")


def _parties_named(actor: Actor, text: str) -> "QuerySet[AgreementParty, int]":
    """By name only where she sees the party, or takes part."""
    organisations = Organisation.objects.visible_to(actor).filter(name_filter(text)).values("pk")
    enterprises = Enterprise.objects.visible_to(actor).filter(name_filter(text)).values("pk")
    found = Q(organisation__in=organisations) | Q(enterprise__in=enterprises)
    found |= (name_filter(text, "organisation__") | name_filter(text, "enterprise__")) & taking_part(
        actor, "agreement__"
    )
    return AgreementParty.objects.filter(found).values("agreement")  # type: ignore[return-value]


def _due(until: date) -> Q:
    """In force, and a review or a commitment is due by then."""
    owed = open_commitments().filter(due_on__lte=until).values("agreement")
    return Q(state=AgreementState.IN_FORCE) & (Q(review_on__lte=until) | Q(pk__in=owed))


def open_commitments() -> "QuerySet[Commitment]":
    """Still to be answered where they stand: not those that went over into a renewed agreement."""
    rows = Commitment.objects.filter(state=CommitmentState.OPEN, followed_by=None)
    ended = Q(agreement__state=AgreementState.DRAFTED) | Q(agreement__ending=AgreementEnding.TERMINATED)
    return rows.exclude(ended)


def lines(actor: Actor, rows: Iterable[Agreement]) -> list[Line]:
    """A page of the list; five queries more than its rows, however long."""
    page, today = list(rows), localdate()
    pks = [row.pk for row in page]
    inside = set(Agreement.objects.involving(actor).filter(pk__in=pks).values_list("pk", flat=True))
    parties = named_parties(actor, pks, inside)
    owed = open_commitments().filter(agreement__in=inside).order_by()
    dues = dict(owed.values_list("agreement").annotate(first=Min("due_on")))
    found = []
    for row in page:
        days = [day for day in (row.review_on, dues.get(row.pk)) if day] if row.pk in inside else []
        due_on = min(days, default=None)
        late = due_on is not None and due_on < today
        found.append(Line(row, parties.get(row.pk, []), row.pk in inside, due_on, late))
    return found


def named_parties(actor: Actor, agreements: Iterable[int], inside: Iterable[int]) -> dict[int, list[Named]]:
    """Parties by agreement. `inside`: those in which she takes part, hence knows whom she deals with; three queries."""
    rows = list(AgreementParty.objects.filter(agreement__in=agreements).select_related("organisation", "enterprise"))
    firms = _seen(Enterprise.objects.all(), actor, [row.enterprise_id for row in rows])
    bodies = _seen(Organisation.objects.all(), actor, [row.organisation_id for row in rows])
    known, found = set(inside), dict[int, list[Named]]()
    for row in rows:
        seen = row.enterprise_id in firms or row.organisation_id in bodies
        found.setdefault(row.agreement_id, []).append(_named(row, seen, seen or row.agreement_id in known))
    return found


def _seen(
    rows: "AudienceQuerySet[Organisation] | AudienceQuerySet[Enterprise]", actor: Actor, pks: Iterable[int | None]
) -> set[int]:
    return set(rows.visible_to(actor).filter(pk__in=[pk for pk in pks if pk]).values_list("pk", flat=True))


def _named(row: AgreementParty, seen: bool, known: bool) -> Named:
    if not known:
        return Named(row.pk, "", _("一家未公开的单位"), "")
    if row.enterprise_id is not None:
        url = reverse("network:enterprise", args=[row.enterprise_id])
        return Named(row.pk, f"E{row.enterprise_id}", row.place.called, url if seen else "")
    route = (
        "network:area"
        if row.organisation and row.organisation.kind == OrganisationKind.AREA
        else "network:organisation"
    )
    url = reverse(route, args=[row.organisation_id])
    return Named(row.pk, f"O{row.organisation_id}", row.place.called, url if seen else "")


def own_parties(actor: Actor, agreement: Agreement) -> set[int]:
    """Parties for which she speaks."""
    return set(agreement.parties.filter(represented(actor)).values_list("pk", flat=True))


def renewed_dues(agreement: Agreement, start: date) -> "list[tuple[Commitment, date]]":
    """Open commitments, each as far from the new beginning as it was from the old one."""
    shift = (start - agreement.start).days if agreement.start else 0
    rows = agreement.commitments.filter(state=CommitmentState.OPEN, followed_by=None).select_related(
        "party__organisation", "party__enterprise"
    )
    return [(row, days_later(row.due_on, shift)) for row in rows]


def shown_agreement(actor: Actor, pk: int) -> Shown | None:
    """How an agreement looks where a lower mechanism points at it."""
    row = Agreement.objects.visible_to(actor).filter(pk=pk).first()
    return Shown(row.title, reverse("exchange:agreement", args=[pk])) if row else None
