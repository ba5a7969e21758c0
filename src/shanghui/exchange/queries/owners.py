"""Whose a listing is, as far as the reader may know: names are read through the audience, never along the row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.exchange import permissions
from shanghui.exchange.models import Listing
from shanghui.network.models import Enterprise, Organisation


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
    """By listing; two queries. An anonymous firm is told to its own people alone, a hidden one to those who see it."""
    found = list(rows)
    mine = {row.enterprise_id for row in found if permissions.owns_listing(actor, row)}
    named = {row.enterprise_id for row in found if not row.anonymous}
    firms = Enterprise.objects.unrestricted("her own listings, and those she sees")
    firms = firms.filter(Q(pk__in=mine - {None}) | (Q(pk__in=named - {None}) & firms.audience_filter(actor)))
    by_firm = firms.only("name", "short_name").in_bulk()
    bodies = Organisation.objects.visible_to(actor).filter(pk__in={row.organisation_id for row in found})
    by_body = bodies.only("name", "short_name").in_bulk()
    return {row.pk: _owner(actor, row, by_firm, by_body) for row in found}


def owner(actor: Actor, listing: Listing) -> Owner:
    return owners(actor, [listing])[listing.pk]


def _owner(actor: Actor, row: Listing, firms: Mapping[int, Enterprise], bodies: Mapping[int, Organisation]) -> Owner:
    told = permissions.sees_enterprise(actor, row)
    firm = firms.get(row.enterprise_id) if told and row.enterprise_id is not None else None
    return Owner(firm, bodies.get(row.organisation_id), row.enterprise_id is not None)
