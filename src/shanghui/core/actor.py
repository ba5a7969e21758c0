"""Who acts, and for whom. Pure Python; `network` fills it from a person's posts."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a post allows, from the widest to the narrowest."""

    SYSTEM = "system"
    FEDERATION_OFFICER = "federation_officer"
    GENERAL_CONVENER = "general_convener"
    CONVENER = "convener"
    SECRETARY = "secretary"
    ENTERPRISE_CONTACT = "enterprise_contact"
    VISITOR = "visitor"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one post; every visible row and every audit row is decided by these facts alone.

    `organisation_id` or `enterprise_id` is whom she acts for. `organisation_ids` are the organisations whose own
    rows she sees; `area_ids` the areas they belong to today; `in_federation` is true for any holder of a post.
    """

    role: Role = Role.VISITOR
    user_id: int | None = None
    person_id: int | None = None
    appointment_id: int | None = None
    organisation_id: int | None = None
    enterprise_id: int | None = None
    name: str = ""
    acting_for: str = ""
    organisation_ids: frozenset[int] = field(default_factory=frozenset)
    area_ids: frozenset[int] = field(default_factory=frozenset)
    in_federation: bool = False
    #: scopes of the API token that speaks for her; None when she signed in herself
    scopes: frozenset[str] | None = None

    @property
    def is_secretary(self) -> bool:
        return self.role is Role.SECRETARY

    @property
    def is_federation_officer(self) -> bool:
        return self.role in {Role.FEDERATION_OFFICER, Role.SYSTEM}


VISITOR = Actor()
SYSTEM = Actor(role=Role.SYSTEM, name="system", in_federation=True)
