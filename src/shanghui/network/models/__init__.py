"""Tables of the network."""

from shanghui.network.models.enterprises import Enterprise, Membership
from shanghui.network.models.organisations import Affiliation, HostTerm, Organisation
from shanghui.network.models.people import Appointment, Person
from shanghui.network.models.rearrangements import Rearrangement

__all__ = [
    "Affiliation",
    "Appointment",
    "Enterprise",
    "HostTerm",
    "Membership",
    "Organisation",
    "Person",
    "Rearrangement",
]
