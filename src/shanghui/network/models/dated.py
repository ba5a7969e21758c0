"""Links that hold for a period."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


def on_day(day: date, prefix: str = "") -> Q:
    """Rows that hold on a day; both ends belong to the period, an absent end is open."""
    return (Q(**{f"{prefix}start__isnull": True}) | Q(**{f"{prefix}start__lte": day})) & (
        Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gte": day})
    )


class DatedQuerySet(models.QuerySet[Row_co]):
    """Filters by period."""

    def on(self, day: date) -> Self:
        return self.filter(on_day(day))


def period_constraint(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")), name=name
    )
