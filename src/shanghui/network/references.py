"""How rows of the network look where a lower mechanism points at them."""

from django.urls import reverse

from shanghui.core.actor import Actor
from shanghui.core.reference import Shown
from shanghui.network.models import Enterprise, Organisation, Person
from shanghui.network.rules import OrganisationKind


def organisation(actor: Actor, pk: int) -> Shown | None:
    row = Organisation.objects.visible_to(actor).filter(pk=pk).first()
    if row is None:
        return None
    name = "network:area" if row.kind == OrganisationKind.AREA else "network:organisation"
    return Shown(row.called, reverse(name, args=[pk]))


def enterprise(actor: Actor, pk: int) -> Shown | None:
    row = Enterprise.objects.visible_to(actor).filter(pk=pk).first()
    return Shown(row.called, reverse("network:enterprise", args=[pk])) if row else None


def person(actor: Actor, pk: int) -> Shown | None:
    row = Person.objects.visible_to(actor).filter(pk=pk).first()
    return Shown(row.name, reverse("network:person", args=[pk])) if row else None
