"""The gate."""

import pytest

from shanghui.core.actor import Actor
from shanghui.core.permission import has_scope, require
from shanghui.core.refusal import NotFound, NotPermitted


def test_gate_says_no_more_than_she_may_know() -> None:
    require(True)
    with pytest.raises(NotPermitted):
        require(False)
    for allowed in (True, False):
        with pytest.raises(NotFound):
            require(allowed, seen=False)


def test_person_has_every_scope_and_a_token_its_own() -> None:
    assert has_scope(Actor(), "network:write")
    assert has_scope(Actor(scopes=frozenset({"network:read"})), "network:read")
    assert not has_scope(Actor(scopes=frozenset({"network:read"})), "network:write")
    assert not has_scope(Actor(scopes=frozenset()), "network:read")
