"""Firms with their memberships, a batch at a time, under the same rights and with the same keys as one by one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.network import permissions
from shanghui.network.actions.importing import Trace, save_many, set_facts
from shanghui.network.actions.writing import set_keys
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.queries.identity import name_key
from shanghui.network.queries.same_enterprises import Facts, exact_matches, identity_key
from shanghui.network.rules import holds_on
from shanghui.sheets.kinds import Line, Outcome
from shanghui.sheets.rules import RowState

TEXTS = (
    "name", "short_name", "former_names", "credit_code", "address", "main_business", "introduction", "website",
    "contact_name", "phone", "email", "audience",
)  # fmt: skip
MEMBERSHIP_TEXTS = ("grade", "number", "dues_state", "note")
DUES = frozenset({"dues_state", "dues_until"})
DAYS = ("dues_until", "start", "end")
NAMES = frozenset({"name", "short_name", "former_names", "credit_code"})


@dataclass
class Group:
    """Lines that mean one firm: their facts are folded into one, later lines over earlier."""

    lines: list[Line]
    enterprise: Enterprise
    is_new: bool
    changes: dict[str, list[object]] = field(default_factory=dict)
    joined: list[Membership] = field(default_factory=list)


def facts_of(line: Line) -> dict[str, object]:
    """The firm's columns that the line fills; a blank cell says nothing, so it changes nothing."""
    values = line.values
    facts: dict[str, object] = {name: values[name] for name in TEXTS if name in values}
    for name in ("region_id", "industry_id", "staff"):
        if name in values:
            facts[name] = values[name]
    if "founded_on" in values:
        facts["founded_on"] = date.fromisoformat(str(values["founded_on"]))
    if "capital" in values:
        facts["capital"] = Decimal(str(values["capital"])).quantize(Decimal("0.01"))
    return facts


def membership_facts_of(line: Line) -> dict[str, object]:
    facts: dict[str, object] = {name: line.values[name] for name in MEMBERSHIP_TEXTS if name in line.values}
    days = {name: date.fromisoformat(str(line.values[name])) for name in DAYS if name in line.values}
    return facts | days


def identity_of(line: Line) -> Facts:
    values = line.values
    return Facts(str(values.get("name", "")), str(values.get("credit_code", "")), str(values.get("address", "")))


class EnterpriseWriter:
    """Writes batches for one actor. `organisations`: those she sees, by id."""

    def __init__(self, actor: Actor, organisations: Mapping[int, Organisation], now: datetime) -> None:
        self.actor = actor
        self.organisations = organisations
        self.now = now
        self.may_add = permissions.can_add_enterprise(actor)
        self._manageable: dict[int, bool] = {}

    def write(self, lines: Sequence[Line]) -> list[Outcome]:
        """One outcome per line; must run inside the caller's transaction."""
        refused = [self._refused(line) for line in lines]
        allowed = [line for line, refusal in zip(lines, refused, strict=True) if not refusal]
        groups = self._groups(allowed)
        links = self._links(groups)
        done: dict[int, Outcome] = {}
        kept_groups = []
        for group in groups:
            if self._may_write(group, links):
                kept_groups.append(group)
            else:
                done |= {line.number: _rejected(line, "not_yours") for line in group.lines}
        self._save_enterprises(kept_groups)
        done |= {outcome.number: outcome for outcome in self._save_memberships(kept_groups, links)}
        done |= {line.number: _rejected(line, refusal) for line, refusal in zip(lines, refused, strict=True) if refusal}
        return [done[line.number] for line in lines]

    def manages(self, organisation: int) -> bool:
        """May she write this organisation's memberships?"""
        if organisation not in self._manageable:
            row = self.organisations.get(organisation)
            self._manageable[organisation] = row is not None and permissions.can_manage_members(self.actor, row)
        return self._manageable[organisation]

    def dues_are_foreign(self, line: Line) -> bool:
        """Whoever may not see an organisation's dues may not write them either."""
        row = self.organisations.get(int(str(line.values.get("organisation_id") or 0)))
        return bool(DUES & line.values.keys()) and row is not None and not permissions.can_see_dues(self.actor, row)

    def _refused(self, line: Line) -> str:
        organisation = line.values.get("organisation_id")
        if not self.may_add:
            return "not_permitted"
        if not isinstance(organisation, int):
            return ""
        if not self.manages(organisation):
            return "organisation_foreign"
        return "dues_foreign" if self.dues_are_foreign(line) else ""

    def _groups(self, lines: Sequence[Line]) -> list[Group]:
        """Lines by the firm that they mean: what was found or decided when checked, else what is stored by now."""
        open_lines = [line for line in lines if line.target is None and line.twin is None]
        only_equal = frozenset(place for place, line in enumerate(open_lines) if line.is_new)
        found = exact_matches(self.actor, [identity_of(line) for line in open_lines], only_equal=only_equal)
        targets = {line.number: pk for line, pk in zip(open_lines, found, strict=True) if pk}
        targets |= {line.number: line.target for line in lines if line.target is not None}
        visible = Enterprise.objects.visible_to(self.actor).active()
        stored = {row.pk: row for row in visible.filter(pk__in=set(targets.values())).select_for_update(of=("self",))}
        groups: dict[object, Group] = {}
        of_line: dict[int, Group] = {}
        for line in lines:
            target = targets.get(line.number)
            key: object = target if target in stored else identity_key(identity_of(line))
            group = of_line.get(line.twin or 0) or groups.get(key)
            if group is None:
                row = stored.get(target or 0)
                group = Group([], row or Enterprise(entered_by_id=self.actor.organisation_id), row is None)
                groups[key] = group
            group.lines.append(line)
            of_line[line.number] = group
        for group in {id(group): group for group in groups.values()}.values():
            _fold(group)
        return list(groups.values())

    def _links(self, groups: Sequence[Group]) -> dict[tuple[int, int], list[Membership]]:
        """All memberships between the batch's firms and its organisations, and the actor's own."""
        firms = [group.enterprise.pk for group in groups if not group.is_new]
        organisations = {line.values.get("organisation_id") for group in groups for line in group.lines}
        wanted = {one for one in organisations if isinstance(one, int)} | self.actor.organisation_ids
        links: dict[tuple[int, int], list[Membership]] = defaultdict(list)
        for row in Membership.objects.filter(enterprise__in=firms, organisation__in=wanted).order_by("pk"):
            links[row.enterprise_id, row.organisation_id].append(row)
        return links

    def _may_write(self, group: Group, links: Mapping[tuple[int, int], Sequence[Membership]]) -> bool:
        """As `can_edit_enterprise`; a firm that this row takes into her own organisation is hers by that."""
        if group.is_new or not group.changes or self.actor.is_federation_officer:
            return True
        if group.enterprise.entered_by_id in self.actor.organisation_ids:
            return True
        joins = any(line.values.get("organisation_id") in self.actor.organisation_ids for line in group.lines)
        today = localdate(self.now)
        return joins or any(
            holds_on(row.start, row.end, today)
            for one in self.actor.organisation_ids
            for row in links.get((group.enterprise.pk, one), ())
        )

    def _save_enterprises(self, groups: Sequence[Group]) -> None:
        made = [group.enterprise for group in groups if group.is_new]
        changed = [group for group in groups if not group.is_new and group.changes]
        for group in groups:
            if group.is_new or NAMES & group.changes.keys():
                group.enterprise.name_key = name_key(group.enterprise.name)[:120]
                set_keys(group.enterprise)
        for group in changed:
            group.enterprise.version += 1
            group.enterprise.updated_at = self.now
        Enterprise.objects.bulk_create(made)
        save_many(Enterprise, (group.enterprise for group in changed))
        entries = [audit.Entry("add_enterprise", row, {"name": row.name, "imported": True}) for row in made]
        entries += [
            audit.Entry("edit_enterprise", group.enterprise, {"changed": group.changes, "imported": True})
            for group in changed
        ]
        audit.record_many(self.actor, entries, now=self.now)

    def _save_memberships(
        self, groups: Sequence[Group], links: Mapping[tuple[int, int], list[Membership]]
    ) -> Iterator[Outcome]:
        made: list[tuple[Line, Membership]] = []
        changed: list[tuple[Line, Membership, dict[str, list[object]]]] = []
        traces: dict[int, Trace] = {}
        for group in groups:
            first = group.lines[0]
            traces |= {line.number: {} for line in group.lines}
            traces[first.number] = _trace(group)
            for line in group.lines:
                self._set_membership(group, line, links, made, changed)
        Membership.objects.bulk_create([row for _, row in made])
        save_many(Membership, (row for _, row, _ in changed))
        for line, row in made:
            traces[line.number]["links"] = {"pk": row.pk, "made": shown_membership(row)}
        for line, row, differences in changed:
            traces[line.number]["links"] = {"pk": row.pk, "changes": differences}
        self._audit_memberships(made, changed)
        for group in groups:
            for line in group.lines:
                yield _outcome(group, line, traces[line.number])

    def _set_membership(
        self,
        group: Group,
        line: Line,
        links: Mapping[tuple[int, int], list[Membership]],
        made: list[tuple[Line, Membership]],
        changed: list[tuple[Line, Membership, dict[str, list[object]]]],
    ) -> None:
        organisation = line.values.get("organisation_id")
        if not isinstance(organisation, int):
            return
        facts = membership_facts_of(line)
        known = links.get((group.enterprise.pk, organisation), []) if group.enterprise.pk else []
        pending = [one for one in group.joined if one.organisation_id == organisation]
        row = _meant(pending or known, facts)
        if row is None:
            row = Membership(enterprise=group.enterprise, organisation_id=organisation, **facts)
            made.append((line, row))
            group.joined.append(row)
        elif (differences := set_facts(row, facts)) and row.pk:
            changed.append((line, row, differences))

    def _audit_memberships(
        self,
        made: Sequence[tuple[Line, Membership]],
        changed: Sequence[tuple[Line, Membership, Mapping[str, object]]],
    ) -> None:
        names = self.organisations
        entries = [
            audit.Entry(
                "add_membership",
                row.enterprise,
                {"organisation": names[row.organisation_id].name, "grade": row.grade, "imported": True},
            )
            for _, row in made
        ]
        entries += [
            audit.Entry(
                "edit_membership",
                Enterprise(pk=row.enterprise_id),
                {"organisation": names[row.organisation_id].name, "changed": differences, "imported": True},
            )
            for _, row, differences in changed
        ]
        audit.record_many(self.actor, entries, now=self.now)


def _rejected(line: Line, refusal: str) -> Outcome:
    return Outcome(line.number, RowState.REJECTED, refusal=refusal)


def _fold(group: Group) -> None:
    facts: dict[str, object] = {}
    for line in group.lines:
        facts |= facts_of(line)
    if any(line.values.get("region_read") for line in group.lines) and _region_is_given(group):
        facts.pop("region_id", None)
    elif "region_id" in facts and facts["region_id"] != group.enterprise.region_id:
        facts["region_read"] = bool(group.lines[-1].values.get("region_read"))
    group.changes = set_facts(group.enterprise, facts)


def _region_is_given(group: Group) -> bool:
    """A region that a person gave is not overwritten by one read from an address."""
    return group.enterprise.region_id is not None and not group.enterprise.region_read


def _meant(known: Sequence[Membership], facts: Mapping[str, object]) -> Membership | None:
    """The open membership; else one that ended on the very day that the row says."""
    open_ones = [row for row in known if row.end is None]
    ended = [row for row in known if row.end is not None and row.end == facts.get("end")]
    return next(iter(open_ones + ended), None)


def _trace(group: Group) -> Trace:
    if group.is_new:
        return {"made": group.enterprise.version}
    return {"changes": group.changes, "version": group.enterprise.version} if group.changes else {}


def shown_membership(row: Membership) -> dict[str, object]:
    return {name: str(getattr(row, name)) for name in (*MEMBERSHIP_TEXTS, *DAYS)}


def _outcome(group: Group, line: Line, trace: Trace) -> Outcome:
    if "made" in trace:
        state = RowState.WRITTEN
    elif trace:
        state = RowState.UPDATED
    else:
        state = RowState.UNCHANGED
    return Outcome(line.number, state, group.enterprise.pk, trace)
