"""The network picture: federation, areas, units in one order, and which of them share members."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.network.labels import ORGANISATION_KINDS
from shanghui.network.layout import Drawing, Link, Node, draw
from shanghui.network.models import Affiliation, Organisation
from shanghui.network.queries.counts import member_counts, shared_members
from shanghui.network.rules import AffiliationOrder, OrganisationKind

#: more rows than a reader follows are folded into groups
MOST_ROWS = 60
MOST_LINKS = 40
PHONE, DESK = 358, 1080


@dataclass(frozen=True)
class Row:
    """A row of the picture and of its table: an organisation, or a group of one kind under the same parent."""

    key: str
    label: str
    depth: int
    kind: str
    members: int
    url: str
    above: str = ""
    folded: int = 0

    @property
    def kind_label(self) -> str:
        return str(ORGANISATION_KINDS[OrganisationKind(self.kind)])


@dataclass(frozen=True)
class Shared:
    """Two organisations and how many enterprises are members of both."""

    first: Organisation
    second: Organisation
    enterprises: int


@dataclass(frozen=True)
class Picture:
    """`phone` and `desk` draw the same rows at two widths; `shared` is complete, the arcs show the strongest."""

    rows: list[Row]
    shared: list[Shared]
    folded: bool
    loose: int
    phone: Drawing
    desk: Drawing
    by_key: dict[str, Row] = field(default_factory=dict)


def picture(
    actor: Actor,
    order: AffiliationOrder,
    focus: Organisation | None = None,
    kind: OrganisationKind | None = None,
) -> Picture:
    """The whole network in one order, or one organisation with what stands below it (of one kind). Four queries."""
    seen = Organisation.objects.visible_to(actor).active().defer("introduction")
    organisations = {row.pk: row for row in seen}
    below = _below(organisations, order)
    placed = {child for children in below.values() for child in children}
    roots = [focus.pk] if focus else [pk for pk in organisations if pk in below and pk not in placed]
    if focus and kind:
        below = {focus.pk: [pk for pk in below.get(focus.pk, []) if organisations[pk].kind == kind]}
    tree = _outline(roots, below)
    counts = member_counts(actor, {pk for pk, _depth in tree}, localdate())
    folded = kind is None and len(tree) > MOST_ROWS
    rows = _folded(tree, organisations, below, counts, order) if folded else _rows(tree, organisations, below, counts)
    shown = [] if folded else [pk for pk, _depth in tree]
    shared = _shared(actor, {pk: organisations[pk] for pk in shown})
    loose = 0 if focus else len(organisations) - len(tree)
    return _drawn(rows, shared, folded=folded, loose=loose)


def small_picture(actor: Actor, units: list[tuple[Organisation, int]], *, limit: int = 12) -> Picture:
    """The largest units of an area side by side, with their members. One query."""
    largest = sorted(units, key=lambda unit: -unit[1])[:limit]
    organisations = {unit.pk: unit for unit, _members in largest}
    rows = [_row(unit, 0, members) for unit, members in largest]
    return _drawn(rows, _shared(actor, organisations), folded=False, loose=0)


def _below(organisations: dict[int, Organisation], order: AffiliationOrder) -> dict[int, list[int]]:
    rows = Affiliation.objects.on(localdate()).filter(order=order)
    below: dict[int, list[int]] = defaultdict(list)
    for parent, child in rows.values_list("parent", "child"):
        if parent in organisations and child in organisations:
            below[parent].append(child)
    for children in below.values():
        children.sort(key=lambda pk: (organisations[pk].sort_key, pk))
    return dict(below)


def _outline(roots: list[int], below: dict[int, list[int]]) -> list[tuple[int, int]]:
    """(organisation, depth) in reading order; each once, even if the data hold a circle."""
    found: list[tuple[int, int]] = []
    seen: set[int] = set()
    waiting = [(root, 0) for root in reversed(roots)]
    while waiting:
        pk, depth = waiting.pop()
        if pk not in seen:
            seen.add(pk)
            found.append((pk, depth))
            waiting.extend((child, depth + 1) for child in reversed(below.get(pk, [])))
    return found


def _row(organisation: Organisation, depth: int, members: int, above: str = "") -> Row:
    place = "area" if organisation.kind == OrganisationKind.AREA else "organisation"
    url = reverse(f"network:{place}", args=[organisation.pk])
    return Row(str(organisation.pk), organisation.called, depth, organisation.kind, members, url, above)


def _rows(
    tree: list[tuple[int, int]],
    organisations: dict[int, Organisation],
    below: dict[int, list[int]],
    counts: dict[int, int],
) -> list[Row]:
    above = {child: organisations[parent].called for parent, children in below.items() for child in children}
    return [_row(organisations[pk], depth, counts.get(pk, 0), above.get(pk, "")) for pk, depth in tree]


def _folded(
    tree: list[tuple[int, int]],
    organisations: dict[int, Organisation],
    below: dict[int, list[int]],
    counts: dict[int, int],
    order: AffiliationOrder,
) -> list[Row]:
    """Organisations that have others below them stay; those at the ends are folded by kind."""
    rows = []
    for row, (pk, depth) in zip(_rows(tree, organisations, below, counts), tree, strict=True):
        if depth == 0 or pk in below:
            rows.append(row)
            rows += _groups(pk, depth, organisations, below, counts, order)
    return rows


def _groups(
    pk: int,
    depth: int,
    organisations: dict[int, Organisation],
    below: dict[int, list[int]],
    counts: dict[int, int],
    order: AffiliationOrder,
) -> list[Row]:
    ends = [child for child in below.get(pk, []) if child not in below]
    groups = []
    for kind in OrganisationKind:
        inside = [child for child in ends if organisations[child].kind == kind]
        if inside:
            label = _("%(kind)s %(count)d家") % {"kind": ORGANISATION_KINDS[kind], "count": len(inside)}
            url = f"{reverse('network:picture')}?order={order}&focus={pk}&kind={kind}"
            members = sum(counts.get(child, 0) for child in inside)
            above = organisations[pk].called
            groups.append(Row(f"{pk}-{kind}", label, depth + 1, kind, members, url, above, len(inside)))
    return groups


def _shared(actor: Actor, organisations: dict[int, Organisation]) -> list[Shared]:
    pairs = shared_members(actor, organisations, localdate()) if len(organisations) > 1 else {}
    found = [Shared(organisations[first], organisations[second], count) for (first, second), count in pairs.items()]
    return sorted(found, key=lambda pair: (-pair.enterprises, pair.first.sort_key, pair.second.sort_key))


def _drawn(rows: list[Row], shared: list[Shared], *, folded: bool, loose: int) -> Picture:
    nodes = [Node(row.key, row.label, row.depth, row.members) for row in rows]
    links = [Link(str(pair.first.pk), str(pair.second.pk), pair.enterprises) for pair in shared[:MOST_LINKS]]
    return Picture(
        rows,
        shared,
        folded,
        loose,
        draw(nodes, links, width=PHONE),
        draw(nodes, links, width=DESK),
        {row.key: row for row in rows},
    )
