"""Who reads the catalogue, and who changes it."""

import pytest

from shanghui.catalogue.permissions import can_edit_catalogue, can_read_catalogue
from shanghui.core.actor import SYSTEM, Actor, Role


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_and_the_federation_edits(role: Role) -> None:
    assert can_read_catalogue(Actor(role=role))
    assert can_edit_catalogue(Actor(role=role)) is (role in {Role.SYSTEM, Role.FEDERATION_OFFICER})


@pytest.mark.parametrize(
    ("scopes", "reads", "edits"),
    [
        ({"catalogue:read"}, True, False),
        ({"catalogue:write"}, False, True),
        ({"network:read"}, False, False),
        (set(), False, False),
    ],
)
def test_token_does_what_its_scopes_say(scopes: set[str], reads: bool, edits: bool) -> None:
    officer = Actor(role=Role.FEDERATION_OFFICER, scopes=frozenset(scopes))
    assert (can_read_catalogue(officer), can_edit_catalogue(officer)) == (reads, edits)
    assert can_edit_catalogue(SYSTEM)
