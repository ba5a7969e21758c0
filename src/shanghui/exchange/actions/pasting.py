"""Several drafts out of one pasted text: all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shanghui.catalogue.models import ProductClass
from shanghui.core.actor import Actor
from shanghui.core.refusal import Refusal
from shanghui.exchange.actions.listings import Condition, Facts, add_listing
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Origin, Side
from shanghui.network.models import Enterprise, Organisation


@dataclass(frozen=True)
class Draft:
    """What one card says."""

    side: Side
    facts: Facts
    organisation: Organisation
    enterprise: Enterprise | None
    classes: Sequence[ProductClass]
    requirements: Sequence[Condition]


class DraftsRefused(Exception):
    """Nothing was written; `faults` says why, by the number of the draft."""

    def __init__(self, faults: Mapping[int, Refusal]) -> None:
        super().__init__(sorted(faults))
        self.faults = faults


@transaction.atomic
def add_drafts(*, actor: Actor, drafts: Mapping[int, Draft], now: datetime) -> dict[int, Listing]:
    """By the numbers given. Raises DraftsRefused when one of them cannot be."""
    made: dict[int, Listing] = {}
    faults: dict[int, Refusal] = {}
    for number, draft in drafts.items():
        try:
            made[number] = add_listing(
                actor=actor, side=draft.side, facts=draft.facts, organisation=draft.organisation,
                enterprise=draft.enterprise, classes=draft.classes, requirements=draft.requirements,
                origin=Origin.PASTE, now=now,
            )  # fmt: skip
        except Refusal as refusal:
            faults[number] = refusal
    if faults:
        raise DraftsRefused(faults)
    return made
