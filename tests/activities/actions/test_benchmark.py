"""Criteria are set by a federation's own officer."""

from decimal import Decimal
from typing import Any

import pytest

from shanghui.activities.actions.benchmark import set_criteria
from shanghui.activities.models import BenchmarkCriterion
from shanghui.activities.rules import Measure
from shanghui.core.refusal import NotPermitted
from tests.activities.doors import Door


def told() -> dict[str, Decimal]:
    return dict(BenchmarkCriterion.objects.values_list("measure", "least"))


def test_criteria_are_written_changed_and_left_out(door: Door) -> None:
    facts: dict[str, Any] = {
        "actor": door.world.actors["officer"],
        "organisation": door.world.federation,
        "now": door.now,
    }
    set_criteria(least={Measure.ARRIVED: Decimal(50), Measure.UNITS: Decimal(5)}, **facts)
    assert told() == {"arrived": 50, "units": 5}
    set_criteria(least={Measure.ARRIVED: Decimal(60), Measure.UNITS: None, Measure.LANDED: Decimal(0)}, **facts)
    assert told() == {"arrived": 60}


@pytest.mark.parametrize("role", ["secretary", "contact", "convener", "visitor"])
def test_others_may_not(door: Door, role: str) -> None:
    with pytest.raises(NotPermitted):
        set_criteria(
            actor=door.world.actors[role], organisation=door.world.federation, least={Measure.ARRIVED: Decimal(1)},
            now=door.now,
        )  # fmt: skip


def test_chamber_sets_none(door: Door) -> None:
    with pytest.raises(NotPermitted):
        set_criteria(actor=door.world.actors["secretary"], organisation=door.world.chamber, least={}, now=door.now)
