"""Needs and offers of a table, a batch at a time, under the same rights and rules as one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs import enqueue
from shanghui.exchange import jobs, permissions, rules
from shanghui.exchange.models import Listing, ListingRequirement
from shanghui.exchange.queries.same_listings import (
    Condition,
    StoredListings,
    classes_of,
    condition,
    conditions_of,
    facts_of,
    key_of,
    told_by,
)
from shanghui.exchange.rules import ListingKind, ListingState, Origin, Side
from shanghui.network.actions.importing import save_many, set_facts
from shanghui.network.models import Enterprise, Organisation
from shanghui.sheets.kinds import Line, Outcome
from shanghui.sheets.rules import RowState

#: what others will read
READABLE = ("title", "summary", "description", "partner_kind", "unit", "price_unit")
Link = Any  # the row between a listing and a product class, which Django makes


@dataclass
class Group:
    """Lines that mean one listing: their facts are folded into one, later lines over earlier.

    `classes` and `requirements` are [before, after], None where they stay.
    """

    listing: Listing
    is_new: bool
    lines: list[Line] = field(default_factory=list)
    changes: dict[str, list[object]] = field(default_factory=dict)
    classes: list[list[int]] | None = None
    requirements: list[list[Condition]] | None = None
    refusal: str = ""

    @property
    def has_news(self) -> bool:
        return bool(self.changes) or self.classes is not None or self.requirements is not None

    def set_lists(
        self, before: list[int], classes: list[int] | None, kept: list[Condition], conditions: list[Condition] | None
    ) -> None:
        if classes is not None and sorted(classes) != before:
            self.classes = [before, classes]
        if conditions is not None and conditions != kept:
            self.requirements = [kept, conditions]


class ListingWriter:
    """Writes batches for one actor and the organisation that she acts for."""

    def __init__(self, actor: Actor, organisation: Organisation, side: Side, now: datetime) -> None:
        self.actor = actor
        self.organisation = organisation
        self.side = side
        self.now = now
        self.stored = StoredListings(actor, side)
        self._firms: dict[int, Enterprise] = {}

    def write(self, lines: Sequence[Line]) -> list[Outcome]:
        """One outcome per line; must run inside the caller's transaction."""
        refused = self._refused(lines)
        groups = self._groups([line for line in lines if line.number not in refused])
        for group in groups:
            self._fold(group)
        made = [group for group in groups if group.is_new and not group.refusal]
        changed = [group for group in groups if not group.is_new and group.has_news and not group.refusal]
        self._save(made, changed)
        done = {line.number: _outcome(group, line) for group in groups for line in group.lines}
        done |= {number: Outcome(number, RowState.REJECTED, refusal=why) for number, why in refused.items()}
        return [done[line.number] for line in lines]

    def _refused(self, lines: Sequence[Line]) -> dict[int, str]:
        """Row number → why she may not list for its firm; asked once a firm and batch."""
        pks = {line.values.get("enterprise_id") for line in lines}
        visible = Enterprise.objects.visible_to(self.actor)
        self._firms = firms = visible.in_bulk({pk for pk in pks if isinstance(pk, int)})
        allowed: dict[object, bool] = {}
        for pk in pks:
            firm = firms.get(pk) if isinstance(pk, int) else None
            seen = pk is None or firm is not None
            allowed[pk] = seen and permissions.can_list_for(self.actor, firm, self.organisation)
        return {line.number: "not_permitted" for line in lines if not allowed[line.values.get("enterprise_id")]}

    def _groups(self, lines: Sequence[Line]) -> list[Group]:
        """Lines by the listing that they mean: what was found or decided when checked, else what is stored by now."""
        targets = self.stored.equal([line for line in lines if line.target is None and line.twin is None])
        targets |= {line.number: line.target for line in lines if line.target is not None}
        known = self._locked(set(targets.values()))
        groups: dict[object, Group] = {}
        of_line: dict[int, Group] = {}
        for line in lines:
            target = targets.get(line.number, 0)
            key: object = target if target in known else key_of(line.texts)
            group = of_line.get(line.twin or 0) or groups.get(key)
            if group is None:
                group = groups[key] = self._group(line, known.get(target))
            group.lines.append(line)
            of_line[line.number] = group
        return list({id(group): group for group in groups.values()}.values())

    def _locked(self, pks: set[int]) -> dict[int, Listing]:
        """Whatever she sees: a listing of another chamber is refused, not written anew."""
        visible = Listing.objects.visible_to(self.actor).filter(pk__in=pks, side=self.side)
        locked = [row.pk for row in visible.select_for_update(of=("self",)).only("pk")]
        return {row.pk: row for row in self.stored.with_cells(locked)}

    def _group(self, line: Line, stored: Listing | None) -> Group:
        if stored is None:
            firm = line.values.get("enterprise_id")
            made = Listing(side=self.side, organisation=self.organisation, enterprise_id=firm, origin=Origin.IMPORT)
            made.kind, made.entered_by_id = ListingKind.PRODUCT, self.actor.user_id
            made.state, made.submitted_at = ListingState.SUBMITTED, self.now
            return Group(made, True)
        mine = permissions.can_edit_listing(self.actor, stored) and stored.enterprise_id == line.values["enterprise_id"]
        return Group(stored, False, refusal="" if mine else "not_yours")

    def _fold(self, group: Group) -> None:
        """Set what the lines say on the listing, and keep what that changed."""
        if group.refusal:
            return
        listing, told = group.listing, {} if group.is_new else told_by(self.actor, group.listing)
        facts: dict[str, object] = {}
        classes: list[int] | None = None
        conditions: list[Condition] | None = None
        requirements = [] if group.is_new else list(listing.requirements.all())
        for line in group.lines:
            facts |= facts_of(line, told)
            classes = classes_of(line, told) or classes
            said = conditions_of(line, told, requirements)
            conditions = conditions if said is None else said
        kept = [condition(one) for one in requirements]
        firm = self._firms.get(listing.enterprise_id or 0)
        if facts or conditions is not None:
            group.refusal = _refusal(listing, facts, kept if conditions is None else conditions, firm)
        group.changes = {} if group.refusal else set_facts(listing, facts)
        before = [] if group.is_new else sorted(one.pk for one in listing.product_classes.all())
        group.set_lists(before, classes, kept, conditions)
        if listing.state == ListingState.CLOSED and group.has_news:
            group.refusal = "closed"

    def _save(self, made: Sequence[Group], changed: Sequence[Group]) -> None:
        for group in changed:
            _advance(group, self.now)
        Listing.objects.bulk_create([group.listing for group in made])
        save_many(Listing, (group.listing for group in changed))
        _save_lists([*made, *changed])
        detail: dict[str, object] = {"side": self.side, "imported": True}
        entries = [
            audit.Entry("add_listing", one.listing, {"title": one.listing.title, "submitted": True} | detail)
            for one in made
        ]
        entries += [
            audit.Entry("edit_listing", one.listing, {"before": {k: v[0] for k, v in one.changes.items()}} | detail)
            for one in changed
        ]
        if entries:
            audit.record_many(self.actor, entries, now=self.now)
            enqueue(jobs.index_listings, [group.listing.pk for group in (*made, *changed)])


def _refusal(
    listing: Listing, facts: Mapping[str, object], conditions: Sequence[Condition], firm: Enterprise | None
) -> str:
    """The rules of a listing, asked of what it would be with the line's facts."""

    def said(name: str) -> object:
        return facts.get(name, getattr(listing, name))

    texts = [str(said(name)) for name in READABLE] + [value for _, _, value, _ in conditions]
    try:
        rules.ensure_no_contacts(*texts)
        if said("anonymous") and firm is not None:
            rules.ensure_unnamed([firm.name, firm.short_name], *texts)
        rules.ensure_range(said("quantity"), said("quantity_most"))
        rules.ensure_range(said("price_least"), said("price_most"))
    except (rules.ContactsInText, rules.NameInText, rules.RangeUpsideDown) as refusal:
        return type(refusal).__name__
    return ""


def _advance(group: Group, now: datetime) -> None:
    """Its next version; a published one keeps its last day in step with its deadline, as when it is edited."""
    listing = group.listing
    if listing.state == ListingState.PUBLISHED and listing.published_at is not None and not listing.extended:
        last = rules.expiry(listing.side_enum, localdate(listing.published_at), listing.deadline)
        group.changes |= set_facts(listing, {"expires_on": last})
    listing.version += 1
    listing.updated_at = now


def _save_lists(groups: Sequence[Group]) -> None:
    """Product classes and requirements of all listings, in four statements at most."""
    set_classes([(group.listing, group.classes[1]) for group in groups if group.classes is not None])
    set_requirements([(group.listing, group.requirements[1]) for group in groups if group.requirements is not None])


def set_classes(wanted: Sequence[tuple[Listing, Sequence[int]]]) -> None:
    through: Link = Listing.product_classes.through
    through.objects.filter(listing__in=[listing.pk for listing, _ in wanted]).delete()
    through.objects.bulk_create(
        through(listing_id=listing.pk, productclass_id=pk) for listing, pks in wanted for pk in pks
    )


def set_requirements(wanted: Sequence[tuple[Listing, Sequence[Condition]]]) -> None:
    ListingRequirement.objects.filter(listing__in=[listing.pk for listing, _ in wanted]).delete()
    ListingRequirement.objects.bulk_create(
        ListingRequirement(listing=listing, attribute=attribute, relation=relation, value=value, must=must)
        for listing, conditions in wanted
        for attribute, relation, value, must in conditions
    )


def _outcome(group: Group, line: Line) -> Outcome:
    """What undoes the listing hangs on its first line."""
    if group.refusal:
        return Outcome(line.number, RowState.REJECTED, refusal=group.refusal)
    pk, first = group.listing.pk, line is group.lines[0]
    if group.is_new:
        trace: dict[str, Any] = {"made": group.listing.version} if first else {}
    elif not group.has_news:
        return Outcome(line.number, RowState.UNCHANGED, pk)
    else:
        trace = {
            "changes": group.changes,
            "version": group.listing.version,
            "classes": group.classes,
            "requirements": group.requirements,
        }
    if not first:
        return Outcome(line.number, RowState.UNCHANGED, pk)
    return Outcome(line.number, RowState.WRITTEN if group.is_new else RowState.UPDATED, pk, trace)
