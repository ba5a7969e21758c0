"""How firms answered when they were asked: what a secretary wants to know before she asks again."""

from collections.abc import Collection

from django.db.models import Count, Q

from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import UNDECIDED


def past_answers(enterprises: Collection[int]) -> dict[int, tuple[int, int]]:
    """By firm: how many introductions it accepted, of how many that it was asked for and that are decided; one query.

    That its chamber turned an introduction down is no answer of the firm's.
    """
    rows = Introduction.objects.unrestricted("counts alone").filter(asked_enterprise__in=enterprises)
    rows = rows.filter(screened_at__isnull=False).exclude(state__in=UNDECIDED).order_by()
    accepted = Count("pk", filter=Q(asked_consent_at__isnull=False))
    found = rows.values("asked_enterprise").annotate(asked=Count("pk"), accepted=accepted)
    return {row["asked_enterprise"]: (row["accepted"], row["asked"]) for row in found}
