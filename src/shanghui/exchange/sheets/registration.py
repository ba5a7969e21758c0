"""The exchange's kinds of tables, registered when the app is ready."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from shanghui.core.actor import Actor
from shanghui.exchange import permissions
from shanghui.exchange.rules import Side
from shanghui.exchange.sheets.columns import COLUMNS
from shanghui.exchange.sheets.labels import PROBLEMS, REASONS, REFUSED_ROWS
from shanghui.exchange.sheets.listings import ListingImporter
from shanghui.network.sheets.registration import actor_of
from shanghui.sheets.kinds import ImportKind, register_kind


def may_import(actor: Actor) -> bool:
    """Whoever brokers for an organisation; a firm's own people enter theirs one by one."""
    return permissions.can_add_listing(actor) and permissions.brokers(actor, actor.organisation_id)


NEEDS = ImportKind(
    key="needs",
    label=_("需求"),
    columns=COLUMNS,
    may=may_import,
    actor_of=actor_of,
    importer=partial(ListingImporter, Side.NEED),
    problems=PROBLEMS,
    refusals=REFUSED_ROWS,
    reasons=REASONS,
    compared=("enterprise", "title", "quantity", "price", "deadline", "requirements", "description"),
    order=4,
)
OFFERS = ImportKind(
    key="offers",
    label=_("供给"),
    columns=COLUMNS,
    may=may_import,
    actor_of=actor_of,
    importer=partial(ListingImporter, Side.OFFER),
    problems=PROBLEMS,
    refusals=REFUSED_ROWS,
    reasons=REASONS,
    compared=NEEDS.compared,
    order=5,
)
KIND_OF_SIDE = {Side.NEED: NEEDS, Side.OFFER: OFFERS}


def register_kinds() -> None:
    for kind in (NEEDS, OFFERS):
        register_kind(kind)
