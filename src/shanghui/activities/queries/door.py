"""The door's list, how many have come, and the few facts that a phone keeps for an hour without network."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.codes import read_code
from shanghui.activities.rules import DOOR_AROUND, STANDING
from shanghui.core.actor import Actor
from shanghui.core.refusal import UnknownFilter
from shanghui.engines.language import initials, to_hans
from shanghui.network.models import Organisation

#: which guests: who is still expected, who has come, who has no seat yet, all
EXPECTED, ARRIVED, WAITING, ALL = "expected", "arrived", "waiting", "all"
SHOWN = (EXPECTED, ARRIVED, WAITING, ALL)
#: of those found by initials; who needs more types another letter
MOST_FOUND = 200
LAST_FEW = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """`expected` have a seat, `arrived` of them are in the room, `standing` wish to come, with or without a seat."""

    arrived: int
    expected: int
    standing: int

    @property
    def share(self) -> int:
        """In percent, rounded down: 100 says that all are there."""
        return 100 * self.arrived // self.expected if self.expected else 0

    @property
    def waiting(self) -> int:
        return self.standing - self.expected


@dataclass(frozen=True, slots=True)
class UnitCount:
    called: str
    arrived: int
    expected: int


def guests(actor: Actor, activity: Activity, q: str = "", show: str = EXPECTED) -> "QuerySet[Registration]":
    """By name; what is typed finds by name, firm, the end of the number, pinyin initials, or code, whoever has come or not."""
    if show not in SHOWN:
        raise UnknownFilter()
    rows = Registration.objects.visible_to(actor).filter(activity=activity, state__in=STANDING)
    rows = rows.select_related("unit", "enterprise").order_by("name", "pk")
    if q:
        return rows.filter(_like(activity, q))
    if show == EXPECTED:
        return rows.seated().filter(arrived_at__isnull=True)
    if show == ARRIVED:
        return rows.filter(arrived_at__isnull=False).order_by("-arrived_at", "pk")
    return rows.exclude(pk__in=rows.seated().values("pk")) if show == WAITING else rows


def counts(activity: Activity) -> Counts:
    rows = Registration.objects.unrestricted("counted").filter(activity=activity, state__in=STANDING)
    found = rows.aggregate(
        arrived=Count("pk", filter=Q(arrived_at__isnull=False)),
        expected=Count("pk", filter=Q(state="registered")),
        standing=Count("pk"),
    )
    return Counts(**found)


def unit_counts(activity: Activity) -> list[UnitCount]:
    """By unit, the most expected first; two queries."""
    rows = Registration.objects.unrestricted("counted").filter(activity=activity).seated().order_by()
    told = list(
        rows.values_list("unit").annotate(expected=Count("pk"), arrived=Count("pk", filter=Q(arrived_at__isnull=False)))
    )
    names = Organisation.objects.unrestricted("names of units").in_bulk([unit for unit, *_rest in told if unit])
    found = [
        UnitCount(names[unit].called if unit else _("没有写单位"), arrived, expected)
        for unit, expected, arrived in told
    ]
    return sorted(found, key=lambda one: (-one.expected, one.called))


def last_arrivals(activity: Activity) -> list[Registration]:
    """Whom a wrong tap may have been: the last few."""
    rows = Registration.objects.unrestricted("the door").filter(activity=activity, arrived_at__isnull=False)
    return list(rows.select_related("enterprise").order_by("-arrived_at", "-pk")[:LAST_FEW])


def closes_at(activity: Activity) -> datetime:
    """When the door closes, and phones forget the list."""
    return activity.ends_at + DOOR_AROUND


def offline_guests(activity: Activity) -> Iterator[dict[str, object]]:
    """Name, firm and the end of the number of each; of the code only what it can be checked by, not what it is."""
    rows = Registration.objects.unrestricted("the door").filter(activity=activity, state__in=STANDING)
    fields = ("pk", "name", "firm", "enterprise__short_name", "phone", "code", "arrived_at")
    for pk, name, firm, short, phone, code, arrived_at in rows.order_by("name", "pk").values_list(*fields):
        called = firm or short or ""
        yield {
            "id": pk,
            "name": name,
            "firm": called,
            "ending": ending(phone),
            "initials": f"{_initials(name)} {_initials(called)}",
            "sha256": hashlib.sha256(code.encode()).hexdigest(),
            "arrived": arrived_at is not None,
        }


def ending(phone: str) -> str:
    """The last four digits."""
    return "".join(sign for sign in phone if sign.isdigit())[-4:]


def _like(activity: Activity, q: str) -> Q:
    code = read_code(q)
    if code:
        return Q(code=code)
    words = {q, to_hans(q)}
    found = Q()
    for word in words:
        found |= Q(name__icontains=word) | Q(firm__icontains=word)
        found |= Q(enterprise__name__icontains=word) | Q(enterprise__short_name__icontains=word)
    if q.isascii() and q.isdigit():
        found |= Q(phone__endswith=q)
    if q.isascii() and q.isalnum():
        found |= Q(pk__in=_by_initials(activity, q.lower()))
    return found


def _by_initials(activity: Activity, letters: str) -> list[int]:
    """ "zs" finds 张三: read once a name, then remembered."""
    rows = Registration.objects.unrestricted("found by initials").filter(activity=activity, state__in=STANDING)
    found = rows.order_by("name", "pk").values_list("pk", "name", "firm", "enterprise__short_name")
    hits = (pk for pk, *texts in found.iterator(2000) if any(letters in _initials(text) for text in texts if text))
    return [pk for pk, _place in zip(hits, range(MOST_FOUND), strict=False)]


@lru_cache(maxsize=20_000)
def _initials(text: str) -> str:
    return initials(text)
