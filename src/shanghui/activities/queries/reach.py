"""How far a stage can reach: to whom the organisation that sets it may open it."""

from shanghui.core.audience import Audience
from shanghui.network.models import Organisation
from shanghui.network.rules import OrganisationKind


def reaches(organisation: Organisation) -> tuple[Audience, ...]:
    """The nearest first. A federation stands in no area; what only its own people see calls nobody."""
    wide = (Audience.FEDERATION, Audience.PUBLIC)
    return wide if organisation.kind_enum is OrganisationKind.FEDERATION else (Audience.AREA, *wide)
