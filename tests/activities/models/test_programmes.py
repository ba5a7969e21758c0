"""Who sees which stage, and which applications."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.activities.models import Application, Programme
from shanghui.activities.rules import ProgrammeState, Selection
from shanghui.core.actor import SYSTEM
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application
from tests.factories.world import World

State = ProgrammeState
PEOPLE = ("secretary", "other", "officer", "convener", "general_convener", "contact", "visitor")


def readers(world: World, row: Programme | Application) -> set[str]:
    rows = type(row).objects.all()
    return {role for role in PEOPLE if rows.visible_to(world.actors[role]).filter(pk=row.pk).exists()}


def test_draft_is_its_openers_also_when_it_was_withdrawn(world: World) -> None:
    own = {"convener", "general_convener"}
    assert readers(world, make_programme(world.north, state=State.DRAFT)) == own
    assert readers(world, make_programme(world.north, state=State.WITHDRAWN)) == own
    opened = make_programme(world.north, state=State.WITHDRAWN, opened_at=timezone.now())
    assert readers(world, opened) == set(PEOPLE) - {"visitor"}


@pytest.mark.parametrize(
    ("audience", "missing"), [("public", set()), ("federation", {"visitor"}), ("area", {"visitor", "other"})]
)
def test_open_one_reaches_as_far_as_it_says(world: World, audience: str, missing: set[str]) -> None:
    assert readers(world, make_programme(world.north, audience=audience)) == set(PEOPLE) - missing


def test_application_is_the_two_sides_until_it_is_chosen(world: World) -> None:
    programme = make_programme(world.north, opened_at=timezone.now() - timedelta(days=1))
    application = make_application(programme, world.chamber)
    two = {"secretary", "convener", "general_convener"}
    assert readers(world, application) == two
    for state, result, seen in (
        (State.SELECTING, "submitted", two),
        (State.DECIDED, "not_chosen", two),
        (State.DECIDED, "chosen", set(PEOPLE) - {"visitor"}),
    ):
        Programme.objects.unrestricted("test").update(state=state)
        Application.objects.unrestricted("test").update(state=result)
        assert readers(world, application) == seen


def test_voters_see_what_they_vote_on(world: World) -> None:
    programme = make_programme(world.federation, state=State.SELECTING, selection=Selection.BALLOT)
    assert "other" in readers(world, make_application(programme, world.chamber))
    assert "other" not in readers(world, make_application(programme, world.district, state="withdrawn"))


def test_worker_sees_all(world: World) -> None:
    row = make_application(make_programme(world.north, state=State.DRAFT), world.chamber)
    assert Programme.objects.visible_to(SYSTEM).filter(pk=row.programme_id).exists()
    assert Application.objects.visible_to(SYSTEM).filter(pk=row.pk).exists()
