"""Figures are remembered as long as nothing changes, and never for somebody else."""

from collections.abc import Iterator

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.utils.timezone import localdate, now

from shanghui.core import audit
from shanghui.network.actions.enterprises import add_enterprise, edit_membership
from shanghui.network.models import Organisation
from shanghui.network.queries import remembered as remembered_module
from shanghui.network.queries.counts import enterprise_count, member_counts, shared_members
from shanghui.network.queries.remembered import last_change, remembered
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(remembered_module, "caches", {"figures": LocMemCache("test figures", {})})
    yield
    LocMemCache("test figures", {}).clear()


def test_figure_is_computed_once(world: World) -> None:
    asked: list[int] = []
    for _ in range(2):
        assert remembered(world.actors["secretary"], "x", 1, lambda: asked.append(1) or 7) == 7
    assert asked == [1]


def test_another_person_another_question_another_figure(world: World) -> None:
    assert remembered(world.actors["secretary"], "x", 1, lambda: "hers") == "hers"
    assert remembered(world.actors["officer"], "x", 1, lambda: "theirs") == "theirs"
    assert remembered(world.actors["secretary"], "x", 2, lambda: "other") == "other"
    assert remembered(world.actors["secretary"], "y", 1, lambda: "name") == "name"


def test_nothing_and_zero_are_remembered_too(world: World) -> None:
    assert remembered(world.actors["officer"], "none", 0, lambda: None) is None
    assert remembered(world.actors["officer"], "none", 0, lambda: 1) is None


def test_every_change_of_members_is_seen_at_once(world: World) -> None:
    secretary, chamber, day = world.actors["secretary"], world.chamber, localdate()
    before = (
        member_counts(secretary, [chamber.pk], day).get(chamber.pk, 0),
        enterprise_count(secretary, [chamber.pk], day),
    )
    firm = add_enterprise(actor=secretary, facts={"name": "新来的厂"}, organisation=chamber, now=now())
    assert member_counts(secretary, [chamber.pk], day)[chamber.pk] == before[0] + 1
    assert enterprise_count(secretary, [chamber.pk], day) == before[1] + 1
    edit_membership(actor=secretary, membership=firm.memberships.get(), facts={"start": None, "end": None}, now=now())
    assert shared_members(secretary, [chamber.pk, world.other.pk], day) == {}


def test_asking_for_foreign_rows_and_signing_in_change_no_figure(world: World) -> None:
    officer = world.actors["officer"]
    add_enterprise(actor=world.actors["secretary"], facts={"name": "甲"}, organisation=world.chamber, now=now())
    known = last_change()
    assert known > 0
    audit.note_foreign(officer, Organisation, world.chamber.pk, now=now())
    audit.record(officer, "sign_in", None, now=now())
    assert last_change() == known
