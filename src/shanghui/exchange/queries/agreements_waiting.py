"""What of her agreements waits for a person: reviews, commitments, ends."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.urls import reverse

from shanghui.core.actor import Actor
from shanghui.exchange.models import Agreement
from shanghui.exchange.models.agreements import represented, taking_part
from shanghui.exchange.queries.agreements import open_commitments
from shanghui.exchange.rules import DUE_SOON, END_SOON, days_later

MOST = 20


class Due(StrEnum):
    """`commitment`: hers to say kept; `owed`: another's, in an agreement that she keeps."""

    REVIEW = "review"
    COMMITMENT = "commitment"
    OWED = "owed"
    ENDING = "ending"


@dataclass(frozen=True)
class Waiting:
    """`text` is the commitment, or the agreement's title; `url` is where it is done."""

    due: Due
    on: date
    overdue: bool
    title: str
    text: str
    url: str


def agreements_waiting(actor: Actor, day: date) -> list[Waiting]:
    """The nearest first, what is overdue before all; three queries. A firm's own people see what it owes."""
    found = [*_kept(actor, day), *_owed(actor, day)]
    return sorted(found, key=lambda one: (one.on, one.title))


def _kept(actor: Actor, day: date) -> list[Waiting]:
    """Of the agreements that her organisation keeps: reviews within 14 days, ends within 30."""
    if actor.organisation_id is None:
        return []
    near = Q(review_on__lte=days_later(day, DUE_SOON)) | Q(end__lte=days_later(day, END_SOON))
    rows = Agreement.objects.involving(actor).in_force().filter(near, organisation=actor.organisation_id)
    found = []
    for row in rows.order_by("review_on", "end", "pk")[:MOST]:
        for due, on, soon, route in (
            (Due.REVIEW, row.review_on, DUE_SOON, "exchange:agreement_review"),
            (Due.ENDING, row.end, END_SOON, "exchange:agreement_renew"),
        ):
            if on is not None and on <= days_later(day, soon):
                found.append(Waiting(due, on, on < day, row.title, row.title, reverse(route, args=[row.pk])))
    return found


def _owed(actor: Actor, day: date) -> list[Waiting]:
    """What her organisation or its members owe, and what others owe where she keeps the agreement."""
    hers = Q(party__enterprise=actor.enterprise_id) if actor.enterprise_id else represented(actor, "party__")
    whose = hers | Q(agreement__organisation=actor.organisation_id) if actor.organisation_id else hers
    rows = open_commitments().filter(whose, taking_part(actor, "agreement__"), due_on__lte=days_later(day, DUE_SOON))
    own = set(rows.filter(hers).order_by("due_on", "pk").values_list("pk", flat=True)[:MOST])
    found = []
    for row in rows.select_related("agreement").order_by("due_on", "pk")[:MOST]:
        url = reverse("exchange:agreement", args=[row.agreement_id]) + f"#commitment-{row.pk}"
        due = Due.COMMITMENT if row.pk in own else Due.OWED
        found.append(Waiting(due, row.due_on, row.due_on < day, row.agreement.title, row.text, url))
    return found
