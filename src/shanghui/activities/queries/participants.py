"""Who takes part: buyers first, then those who do both, then sellers; only guests with a seat."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from shanghui.activities.models import Matchmaking, Participant, Registration, Topic
from shanghui.activities.queries.topic_facts import WIDE
from shanghui.activities.rules import SEATED, STANDING, Part
from shanghui.core.actor import Actor
from shanghui.core.asking import number
from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.models import Listing
from shanghui.network.models import Organisation

ORDER = Case(
    When(part=Part.BUYER, then=Value(0)),
    When(part=Part.BOTH, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
RELATED = ("registration__enterprise", "registration__unit")
COMING = [state.value for state in SEATED]


@dataclass(frozen=True)
class HallFilters:
    part: str = ""
    unit: int = 0
    q: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.part or self.unit or self.q)


def hall_filters(query: Mapping[str, str]) -> HallFilters:
    """Raises UnknownFilter."""
    part, unit, text = query.get("part", ""), query.get("unit", ""), query.get("q", "").strip()[:60]
    if part and part not in set(Part):
        raise UnknownFilter()
    return HallFilters(part, number(unit) if unit else 0, text.replace("\0", ""))


def hall(matchmaking: Matchmaking, filters: HallFilters | None = None) -> "QuerySet[Participant]":
    """With what a card shows; the topics are one query more."""
    rows = Participant.objects.filter(matchmaking=matchmaking, registration__state__in=COMING)
    if filters is not None:
        rows = _narrowed(rows, filters)
    return rows.select_related(*RELATED).prefetch_related("topics").order_by(ORDER, "pk")


def _narrowed(rows: "QuerySet[Participant]", filters: HallFilters) -> "QuerySet[Participant]":
    if filters.part:
        rows = rows.filter(part=filters.part)
    if filters.unit:
        rows = rows.filter(registration__unit=filters.unit)
    for word in filters.q.split()[:5]:
        topics = Topic.objects.filter(Q(title__icontains=word) | Q(description__icontains=word))
        named = Q(registration__firm__icontains=word) | Q(registration__enterprise__name__icontains=word)
        named |= Q(registration__enterprise__short_name__icontains=word) | Q(pitch__icontains=word)
        rows = rows.filter(named | Exists(topics.filter(participant=OuterRef("pk"))))
    return rows


def units_of(matchmaking: Matchmaking) -> list[Organisation]:
    """Through which they come."""
    coming = Participant.objects.filter(matchmaking=matchmaking, registration__state__in=COMING)
    rows = Organisation.objects.unrestricted("named beside their members in the hall")
    return list(rows.filter(pk__in=coming.values("registration__unit")).order_by("sort_key", "pk"))


def counts(matchmaking: Matchmaking) -> dict[str, int]:
    """How many of each part."""
    rows = Participant.objects.filter(matchmaking=matchmaking, registration__state__in=COMING)
    found = dict(rows.order_by().values_list("part").annotate(count=Count("pk")))
    return {part.value: found.get(part.value, 0) for part in Part} | {"all": sum(found.values())}


def own_participants(actor: Actor, matchmaking: Matchmaking) -> "QuerySet[Participant]":
    """For whom she may speak: her unit's members, her own firm; a host's people for all."""
    guests = Registration.objects.visible_to(actor).filter(activity=matchmaking.activity_id)
    rows = Participant.objects.filter(matchmaking=matchmaking, registration__in=guests.values("pk"))
    return rows.filter(registration__state__in=COMING).select_related(*RELATED).order_by(ORDER, "pk")


def guests_to_join(actor: Actor, matchmaking: Matchmaking) -> "QuerySet[Registration]":
    """With a seat, kept by her, at no table yet."""
    rows = Registration.objects.visible_to(actor).filter(activity=matchmaking.activity_id, state__in=COMING)
    return rows.filter(participant=None).select_related("enterprise", "unit").order_by("firm", "pk")


def offered_listings(actor: Actor, guest: Registration, participant: Participant | None = None) -> list[Listing]:
    """Live ones of the guest's firm that she may see, to be brought along with a tick; those brought already, too.

    Not the nameless ones: at a table their firm is known. Whoever holds only the link sees what all may see.
    """
    if guest.enterprise_id is None:
        return []
    rows = Listing.objects.unrestricted("of the guest's own firm").live().filter(anonymous=False)
    seen = Listing.objects.visible_to(actor).filter(enterprise=guest.enterprise_id)
    rows = rows.filter(enterprise=guest.enterprise_id)
    found = {
        one.pk: one
        for one in rows.filter(Q(audience__in=WIDE) | Q(pk__in=seen.values("pk"))).order_by("-side", "pk")[:30]
    }
    if participant is not None:
        brought = participant.topics.exclude(listing=None).values("listing")
        more = Listing.objects.unrestricted("brought along before").filter(pk__in=brought)
        found |= {one.pk: one for one in more.order_by("pk") if one.pk not in found}
    return list(found.values())


def standing_guest(key: str) -> Registration | None:
    """Whose private link it is, while she still wants to come."""
    rows = Registration.objects.unrestricted("whoever holds the link")
    rows = rows.filter(key=key, state__in=[state.value for state in STANDING])
    return rows.select_related("enterprise__region", "unit", "activity__organisation").first()
