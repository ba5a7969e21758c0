"""Listings of an import are taken back: under the rights of whoever undoes it, untouched rows only."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs import enqueue
from shanghui.exchange import jobs, permissions
from shanghui.exchange.actions.importing import set_classes, set_requirements
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.queries.same_listings import condition
from shanghui.network.actions.importing import save_many, turn_back
from shanghui.sheets.kinds import Outcome, TakenBack


def undo_listings(actor: Actor, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
    """What was made goes, what was changed turns back; what people touched since is kept, by its title."""
    subjects = {outcome.subject for outcome in outcomes if outcome.subject and outcome.trace}
    rows = Listing.objects.unrestricted("what this run wrote").filter(pk__in=subjects)
    rows = rows.select_for_update(of=("self",)).prefetch_related("product_classes", "requirements")
    listings = {row.pk: row for row in rows}
    introduced = _introduced(listings)
    back = []
    undone: list[tuple[Outcome, Listing]] = []
    for outcome in outcomes:
        listing = listings.get(outcome.subject or 0)
        if listing is None or not outcome.trace:
            back.append(TakenBack(outcome.number))
        elif _may_go(actor, listing, outcome.trace, introduced) and _turn(listing, outcome.trace):
            undone.append((outcome, listing))
            back.append(TakenBack(outcome.number))
        else:
            back.append(TakenBack(outcome.number, listing.title))
    _write(actor, undone, now)
    return back


def _introduced(pks: Collection[int]) -> set[int]:
    """Those that people have begun to introduce."""
    rows = Introduction.objects.unrestricted("a reason to keep a listing")
    found = {*rows.filter(need__in=pks).values_list("need", flat=True)}
    return found | {*rows.filter(offer__in=pks).values_list("offer", flat=True)}


def _may_go(actor: Actor, listing: Listing, trace: dict[str, Any], introduced: set[int]) -> bool:
    """Is it hers, and still as the import left it?"""
    left = trace.get("made", trace.get("version"))
    return permissions.can_edit_listing(actor, listing) and listing.version == left and listing.pk not in introduced


def _turn(listing: Listing, trace: dict[str, Any]) -> bool:
    """Set the fields from before; False where one of them, or a list, is no longer what the import wrote."""
    if "made" in trace:
        return True
    if trace["classes"] and {one.pk for one in listing.product_classes.all()} != set(trace["classes"][1]):
        return False
    kept = [list(condition(one)) for one in listing.requirements.all()]
    if trace["requirements"] and kept != [list(one) for one in trace["requirements"][1]]:
        return False
    if not turn_back(listing, trace["changes"]):
        return False
    listing.version -= 1  # its facts are again those of that version
    return True


def _write(actor: Actor, undone: Sequence[tuple[Outcome, Listing]], now: datetime) -> None:
    turned = [(outcome.trace, listing) for outcome, listing in undone if "made" not in outcome.trace]
    gone = [listing.pk for outcome, listing in undone if "made" in outcome.trace]
    save_many(Listing, (listing for _, listing in turned))
    set_classes([(listing, trace["classes"][0]) for trace, listing in turned if trace["classes"]])
    set_requirements([(listing, trace["requirements"][0]) for trace, listing in turned if trace["requirements"]])
    entries = [audit.Entry("undo_import", listing, {"title": listing.title}) for _, listing in undone]
    if entries:
        audit.record_many(actor, entries, now=now)
        enqueue(jobs.index_listings, [listing.pk for _, listing in undone])
    Listing.objects.unrestricted("what this run made").filter(pk__in=gone).delete()
