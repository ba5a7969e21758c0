"""Whose a listing is, as far as the reader may know: names are read through the audience, never along the row."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.exchange import permissions
from shanghui.exchange.models import Listing
from shanghui.network.models import Enterprise, Organisation
from shanghui.network.models.enterprises import open_audiences


@dataclass(frozen=True)
class Owner:
    """`enterprise` and `organisation` are absent where they are hidden from the reader, or where there is none."""

    enterprise: Enterprise | None
    organisation: Organisation | None
    of_member: bool

    @property
    def firm(self) -> str:
        """The member's name, or what is said instead; empty where the organisation lists for itself."""
        if self.enterprise is not None:
            return self.enterprise.name
        return _("一家会员企业") if self.of_member else ""

    @property
    def chamber(self) -> str:
        return self.organisation.called if self.organisation is not None else _("一个单位")

    @property
    def name(self) -> str:
        return self.firm or self.chamber

    def veiled(self) -> "Owner":
        """As strangers know it: for texts that go out of the house."""
        return Owner(None, self.organisation, self.of_member)


def owners(actor: Actor, rows: Iterable[Listing]) -> Mapping[int, Owner]:
    """By listing; two queries, a third where firms are not open to all. An anonymous firm is told to its own people
    alone, a hidden one to those who see it.
    """
    found = list(rows)
    of_firms = [(row.enterprise_id, row) for row in found if row.enterprise_id is not None]
    mine = {firm for firm, row in of_firms if permissions.owns_listing(actor, row)}
    named = {firm for firm, row in of_firms if not row.anonymous}
    by_firm = _firms(actor, mine, named - mine)
    bodies = Organisation.objects.visible_to(actor).filter(pk__in={row.organisation_id for row in found})
    by_body = bodies.only("name", "short_name").in_bulk()
    return {row.pk: _owner(actor, row, by_firm, by_body) for row in found}


def _firms(actor: Actor, mine: Collection[int], others: Collection[int]) -> Mapping[int, Enterprise]:
    """Most are open to all; only for those that are not is the long question asked who may see them."""
    rows = Enterprise.objects.unrestricted("her own, and others as far as she sees them")
    firms = rows.only("name", "short_name", "audience").in_bulk([*mine, *others])
    veiled = {pk for pk in others if pk in firms and firms[pk].audience not in open_audiences(actor)}
    if veiled:
        seen = rows.filter(pk__in=veiled).filter(rows.audience_filter(actor)).values_list("pk", flat=True)
        veiled -= set(seen)
    return {pk: firm for pk, firm in firms.items() if pk not in veiled}


def owner(actor: Actor, listing: Listing) -> Owner:
    return owners(actor, [listing])[listing.pk]


def _owner(actor: Actor, row: Listing, firms: Mapping[int, Enterprise], bodies: Mapping[int, Organisation]) -> Owner:
    told = permissions.sees_enterprise(actor, row)
    firm = firms.get(row.enterprise_id) if told and row.enterprise_id is not None else None
    return Owner(firm, bodies.get(row.organisation_id), row.enterprise_id is not None)
