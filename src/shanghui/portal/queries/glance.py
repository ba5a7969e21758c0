"""The right-hand column of the home page: my organisation and my area at a glance."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from shanghui.core.actor import Actor
from shanghui.network.models import HostTerm, Organisation
from shanghui.network.queries import waiting as network
from shanghui.network.queries.areas import AreaFacts, area_facts


@dataclass(frozen=True)
class Glance:
    """None and empty where the actor has no such thing."""

    organisation: Organisation | None
    organisation_url: str
    gaps: network.MemberGaps | None
    area: AreaFacts | None
    hosts: list[HostTerm]


def glance(actor: Actor, day: date) -> Glance:
    if actor.organisation_id is None:
        return Glance(None, "", None, None, network.host_today(actor, day))
    organisation = Organisation.objects.unrestricted("the one she acts for").get(pk=actor.organisation_id)
    is_area = organisation.kind == "area"
    url = reverse("network:area" if is_area else "network:organisation", args=[organisation.pk])
    gaps = None if is_area else network.member_gaps(organisation.pk, day)
    facts = area_facts(actor, organisation, host=None) if is_area else None
    return Glance(organisation, url, gaps, facts, network.host_today(actor, day))
