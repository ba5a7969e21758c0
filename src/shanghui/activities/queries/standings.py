"""Where applications stand: weighted points or votes, the place among the others, and why."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanghui.activities.models import Application, ApplicationVote, Programme, Score
from shanghui.activities.rules import ApplicationState, Selection
from shanghui.activities.rules.ranking import STEP, Mark, in_order, places_of, suggested, weighted


@dataclass(frozen=True)
class Standing:
    """`value`: 0 to 100, or votes; None before anybody judged. `judges` counts those who gave points."""

    value: Decimal | None
    place: int | None
    shared: bool
    judges: int = 0
    reasons: list[str] = field(default_factory=list)


def standings(programme: Programme) -> dict[int, Standing]:
    """By application, the best first; two or three queries however many they are. Withdrawn ones are out."""
    found = _by_votes(programme) if programme.selection == Selection.BALLOT else _by_points(programme)
    values = {pk: value for pk, (value, _judges, _reasons) in found.items()}
    places = places_of(values)
    taken = list(places.values())
    rows = {}
    for pk in in_order(values):
        value, judges, reasons = found[pk]
        shared = taken.count(places[pk]) > 1 if pk in places else False
        told = [*reasons, _("与别的申请并列")] if shared and value else reasons
        rows[pk] = Standing(value, places.get(pk), shared, judges, told)
    return rows


def suggestion(programme: Programme) -> list[int]:
    """Which applications the ranking would choose."""
    found = standings(programme)
    return list(suggested({pk: one.value for pk, one in found.items()}, programme.places))


_Found = dict[int, tuple[Decimal | None, int, list[str]]]


def _applications(programme: Programme) -> list[int]:
    rows = Application.objects.unrestricted("they are ranked").filter(programme=programme)
    return list(
        rows.exclude(state=ApplicationState.WITHDRAWN).order_by("submitted_at", "pk").values_list("pk", flat=True)
    )


def _by_votes(programme: Programme) -> _Found:
    rows = ApplicationVote.objects.filter(programme=programme).order_by()
    votes = dict(rows.values_list("application").annotate(Count("pk")))
    found: _Found = {}
    for pk in _applications(programme):
        number = votes.get(pk, 0)
        text = ngettext("%(number)s票", "%(number)s票", number) % {"number": number}
        found[pk] = (Decimal(number), 0, [text] if number else [])
    return found


def _by_points(programme: Programme) -> _Found:
    criteria = list(programme.criteria.all())
    rows = Score.objects.filter(application__programme=programme).order_by()
    sums = {
        (application, criterion): (points, judges)
        for application, criterion, points, judges in rows.values_list("application", "criterion").annotate(
            Sum("points"), Count("pk")
        )
    }
    found: _Found = {}
    for pk in _applications(programme):
        marks, reasons, judges = [], [], 0
        for one in criteria:
            points, number = sums.get((pk, one.pk), (0, 0))
            mean = Decimal(points) / number if number else None
            marks.append(Mark(one.weight, mean))
            reasons += [_said(one.name, mean, one.weight)] if sums else []
            judges = max(judges, number)
        found[pk] = (weighted(marks), judges, reasons if judges else [])
    return found


def _said(name: str, mean: Decimal | None, weight: int) -> str:
    if mean is None:
        return _("%(name)s还没有打分") % {"name": name}
    points = mean.quantize(STEP).normalize()
    return _("%(name)s%(points)s分，权重%(weight)s") % {"name": name, "points": f"{points:f}", "weight": weight}
