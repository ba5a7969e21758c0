"""What an activity must reach to be a benchmark: set by a federation, never typed for an activity."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from shanghui.activities import permissions
from shanghui.activities.models import BenchmarkCriterion
from shanghui.activities.rules import Measure
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.network.models import Organisation


@transaction.atomic
def set_criteria(
    *, actor: Actor, organisation: Organisation, least: Mapping[Measure, Decimal | None], now: datetime
) -> None:
    """All of them at once; a measure without a figure, or with nought, is not asked for."""
    require(permissions.can_set_benchmark(actor, organisation))
    rows = Organisation.objects.unrestricted("one writer at a time").select_for_update(of=("self",))
    rows.get(pk=organisation.pk)
    wanted = {measure: figure for measure, figure in least.items() if figure}
    BenchmarkCriterion.objects.filter(organisation=organisation).exclude(measure__in=wanted).delete()
    for measure, figure in wanted.items():
        BenchmarkCriterion.objects.update_or_create(
            organisation=organisation, measure=measure, defaults={"least": figure}
        )
    told = {measure.value: str(figure) for measure, figure in wanted.items()}
    audit.record(actor, "set_benchmark_criteria", organisation, now=now, least=told)
