"""Pointers upward: whoever knows the kind shows the row."""

import pytest

from shanghui.core import reference
from shanghui.core.actor import SYSTEM, VISITOR, Actor
from shanghui.core.reference import Reference, Shown, register, resolve


def show(actor: Actor, pk: int) -> Shown | None:
    return Shown(f"第{pk}号", f"/things/{pk}/") if actor is SYSTEM else None


def test_reference_is_shown_by_who_registered_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "_resolvers", {})
    register("things.thing", show)
    assert resolve(SYSTEM, Reference("things.thing", 7)) == Shown("第7号", "/things/7/")
    assert resolve(VISITOR, Reference("things.thing", 7)) is None
    assert resolve(SYSTEM, Reference("things.other", 7)) is None
