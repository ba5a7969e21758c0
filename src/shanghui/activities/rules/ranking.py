"""How applications rank: by the judges' points, weighted, or by the units' votes. Pure Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from shanghui.activities.rules.programmes import MOST_POINTS

#: a value is told, and compared, with one decimal: who reads 86.3 twice reads a tie
STEP = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Mark:
    """The mean of what the judges gave for one criterion; None where none of them has."""

    weight: int
    points: Decimal | None


def weighted(marks: Iterable[Mark]) -> Decimal | None:
    """0 to 100, over the criteria that have points; None where none has."""
    given = [(mark.weight, mark.points) for mark in marks if mark.points is not None]
    most = sum(weight for weight, _points in given) * MOST_POINTS
    if not most:
        return None
    reached = sum((weight * points for weight, points in given), Decimal(0))
    return (reached * 100 / most).quantize(STEP, ROUND_HALF_UP)


def places_of(values: Mapping[int, Decimal | None]) -> dict[int, int]:
    """Place by id, from 1: equal values share a place. What has no value has no place."""
    known = [value for value in values.values() if value is not None]
    return {pk: 1 + sum(other > value for other in known) for pk, value in values.items() if value is not None}


def in_order(values: Mapping[int, Decimal | None]) -> list[int]:
    """The best first; equal ones as they were given, those without a value last."""
    return sorted(values, key=lambda pk: -(values[pk] or Decimal(0)) if values[pk] is not None else Decimal(1))


def suggested(values: Mapping[int, Decimal | None], places: int) -> Sequence[int]:
    """As many as there are places, of those with a value above nothing; of equal ones the earlier one."""
    return [pk for pk in in_order(values) if values[pk]][:places]
