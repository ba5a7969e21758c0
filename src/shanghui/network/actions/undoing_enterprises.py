"""Firms and memberships of an import are taken back: under the rights of whoever undoes it, untouched rows only."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.network import permissions
from shanghui.network.actions.importing import save_many, turn_back
from shanghui.network.actions.importing_enterprises import shown_membership
from shanghui.network.actions.writing import set_keys
from shanghui.network.models import Appointment, Enterprise, Membership, Organisation
from shanghui.network.queries.contacts import own_enterprises
from shanghui.network.queries.identity import name_key
from shanghui.sheets.kinds import Outcome, TakenBack


def undo_enterprises(actor: Actor, outcomes: Sequence[Outcome], now: datetime) -> Iterator[TakenBack]:
    """What was made goes, what was changed turns back; rows that people touched since are kept, by name."""
    firms = Enterprise.objects.unrestricted("what this run wrote").in_bulk(
        {one.subject for one in outcomes if one.subject}
    )
    link_pks = [one.trace["links"]["pk"] for one in outcomes if "links" in one.trace]
    links = Membership.objects.select_related("organisation").in_bulk(link_pks)
    attached = _attached(firms, set(link_pks), outcomes)
    rights = _UndoRights(actor, firms)
    turned: dict[int, Enterprise] = {}
    gone: list[int] = []
    gone_links: list[int] = []
    turned_links: list[Membership] = []
    entries: list[audit.Entry] = []
    for outcome in outcomes:
        firm = firms.get(outcome.subject or 0)
        link = links.get(outcome.trace.get("links", {}).get("pk", 0))
        if not rights.may_undo(outcome, firm, link) or not _may_turn_back(outcome, firm, link, attached):
            yield TakenBack(outcome.number, firm.name if firm else "—")
            continue
        if link is not None and "made" in outcome.trace["links"]:
            gone_links.append(link.pk)
        elif link is not None and turn_back(link, outcome.trace["links"]["changes"]):
            turned_links.append(link)
        if firm is not None and "made" in outcome.trace:
            gone.append(firm.pk)
        elif firm is not None and "changes" in outcome.trace:
            turn_back(firm, outcome.trace["changes"])
            firm.version -= 1  # its facts are again those of that version
            turned[firm.pk] = firm
        entries.append(audit.Entry("undo_import", firm, {"name": firm.name if firm else ""}))
        yield TakenBack(outcome.number)
    Membership.objects.filter(pk__in=gone_links).delete()
    save_many(Membership, turned_links)
    for firm in turned.values():
        firm.name_key = name_key(firm.name)[:120]
        set_keys(firm)
    save_many(Enterprise, turned.values())
    Enterprise.objects.unrestricted("what this run made").filter(pk__in=gone).delete()
    audit.record_many(actor, entries, now=now)


class _UndoRights:
    """A colleague with fewer rights than whoever imported takes back only what she might have written herself."""

    def __init__(self, actor: Actor, firms: Collection[int]) -> None:
        self.actor = actor
        self.own = set(firms) if actor.is_federation_officer else own_enterprises(actor, firms)
        self.manageable: dict[int, bool] = {}

    def may_undo(self, outcome: Outcome, firm: Enterprise | None, link: Membership | None) -> bool:
        writes_firm = "made" in outcome.trace or "changes" in outcome.trace
        if firm is not None and writes_firm and firm.pk not in self.own:
            return False
        return link is None or self._manages(link.organisation)

    def _manages(self, organisation: Organisation) -> bool:
        if organisation.pk not in self.manageable:
            self.manageable[organisation.pk] = permissions.can_manage_members(self.actor, organisation)
        return self.manageable[organisation.pk]


def _attached(firms: Iterable[int], ours: set[int], outcomes: Sequence[Outcome]) -> set[int]:
    """Firms on which something else hangs by now: another membership, a person."""
    firms = list(firms)
    others = (
        Membership.objects.filter(enterprise__in=firms).exclude(pk__in=ours).values_list("enterprise_id", flat=True)
    )
    people = Appointment.objects.filter(enterprise__in=firms).values_list("enterprise_id", flat=True)
    return {pk for pk in [*others, *people] if pk}


def _may_turn_back(outcome: Outcome, firm: Enterprise | None, link: Membership | None, attached: set[int]) -> bool:
    """Is everything still as the import left it?"""
    trace = outcome.trace
    if firm is None:
        return "links" not in trace or link is None
    if "made" in trace and (firm.version != trace["made"] or firm.pk in attached):
        return False
    if "changes" in trace and firm.version != trace["version"]:
        return False
    if "links" not in trace or link is None:
        return True
    if "made" in trace["links"]:
        return bool(shown_membership(link) == trace["links"]["made"])
    return all(str(getattr(link, name)) == str(after) for name, (_, after) in trace["links"]["changes"].items())
