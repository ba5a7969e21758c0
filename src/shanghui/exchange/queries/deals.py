"""Which introductions are one deal: the same two firms on the same subject within a year."""

from datetime import datetime

from django.db.models import Q

from shanghui.exchange.models import Introduction, Outcome
from shanghui.exchange.rules import ONE_DEAL


def first_of_deal(introduction: Introduction, now: datetime) -> Introduction | None:
    """The earliest released introduction that this one repeats; None when it is a deal of its own.

    The subject is the same where one of the listings is, or where the needs share a product class.
    """
    firms = [introduction.asking_enterprise_id, introduction.asked_enterprise_id]
    if None in firms:
        return None
    rows = Introduction.objects.unrestricted("the rule itself").exclude(pk=introduction.pk)
    rows = rows.filter(released_at__gte=now - ONE_DEAL, same_deal=None)
    rows = rows.filter(asking_enterprise__in=firms, asked_enterprise__in=firms)
    return rows.filter(_same_subject(introduction)).order_by("released_at", "pk").first()


def _same_subject(introduction: Introduction) -> Q:
    """An absent listing is equal to no other absent one."""
    same = Q(pk__in=[])
    if introduction.offer_id is not None:
        same |= Q(offer=introduction.offer_id)
    if introduction.need is not None:
        same |= Q(need=introduction.need_id)
        same |= Q(need__product_classes__in=introduction.need.product_classes.all())
    return same


def outcomes_of_deal(introduction: Introduction) -> set[str]:
    """Kinds of outcome that count already, by whichever introduction of the deal."""
    first = introduction.same_deal_id or introduction.pk
    rows = Outcome.objects.filter(Q(introduction=first) | Q(introduction__same_deal=first))
    return set(rows.values_list("kind", flat=True))
