"""What follows from a role."""

import pytest

from shanghui.core.actor import SYSTEM, VISITOR, Actor, Role


@pytest.mark.parametrize("role", Role)
def test_officer_is_who_acts_for_the_federation_or_is_the_software(role: Role) -> None:
    actor = Actor(role=role)
    assert actor.is_federation_officer == (role in {Role.FEDERATION_OFFICER, Role.SYSTEM})
    assert actor.is_secretary == (role is Role.SECRETARY)


def test_who_holds_no_post_belongs_to_nothing() -> None:
    assert (VISITOR.in_federation, VISITOR.organisation_ids, VISITOR.area_ids) == (False, frozenset(), frozenset())
    assert SYSTEM.in_federation
