"""Which organisations are units of a stage: those that may vote on who performs."""

from datetime import date

from shanghui.activities.models import Programme
from shanghui.network.models import Affiliation, Organisation
from shanghui.network.models.organisations import OrganisationQuerySet
from shanghui.network.rules import OrganisationKind

#: they set the stage, and are no member of it
STAGES = frozenset({OrganisationKind.FEDERATION, OrganisationKind.AREA})


def units_of(programme: Programme, day: date) -> OrganisationQuerySet:
    """Of an area its units of that day; of a federation every chamber, association and district federation but itself."""
    rows = Organisation.objects.unrestricted("who may vote is no secret").active().exclude(pk=programme.organisation_id)
    if programme.organisation.kind_enum is OrganisationKind.AREA:
        under = Affiliation.objects.on(day).filter(order="area", parent=programme.organisation_id)
        return rows.filter(pk__in=under.values("child"))
    return rows.exclude(kind__in=STAGES)


def is_unit(programme: Programme, organisation_id: int | None, day: date) -> bool:
    return organisation_id is not None and units_of(programme, day).filter(pk=organisation_id).exists()
