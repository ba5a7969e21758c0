"""Two people of one unit, the last vote, at once: one counts (trust.md 4). With a positive control."""

from functools import partial
from inspect import unwrap
from unittest import mock

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions.applications import apply
from shanghui.activities.actions.ballots import cast_vote
from shanghui.activities.actions.deciding import Choice, decide_programme
from shanghui.activities.models import Activity, Application, ApplicationVote, Programme
from shanghui.activities.rules import ProgrammeState, Selection
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application
from tests.factories.world import World, build_world
from tests.faults.test_races import all_at_once, overtaken

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 12


@pytest.fixture
def world(db: None) -> World:
    return build_world()


def ballot(world: World, number: int) -> list[Application]:
    """A unit has one vote; so many applications want it."""
    programme = make_programme(world.north, state=ProgrammeState.SELECTING, selection=Selection.BALLOT, audience="area")
    return [make_application(programme, make.make_organisation(area=world.north)) for _ in range(number)]


def vote(world: World, application: Application, act: object = cast_vote) -> None:
    act(actor=world.actors["secretary"], application=application, now=timezone.now())  # type: ignore[operator]


def test_one_vote_is_cast_once_however_many_want_it(world: World) -> None:
    rows = ballot(world, TIMES)
    done = all_at_once(lambda number: vote(world, rows[number]), TIMES)
    assert done == {"done": 1, "VotesUsed": TIMES - 1}
    assert ApplicationVote.objects.count() == 1


def test_same_vote_pressed_many_times_is_one(world: World) -> None:
    (row,) = ballot(world, 1)
    assert all_at_once(lambda _: vote(world, row), 6) == {"done": 6}
    assert ApplicationVote.objects.count() == 1


def test_without_the_lock_the_number_still_stands_in_the_way(world: World) -> None:
    first, second = ballot(world, 2)
    late = partial(vote, world, second, unwrap(cast_vote))
    with overtaken(rules, "free_number", late), pytest.raises(rules.VotesUsed):
        vote(world, first, unwrap(cast_vote))
    assert ApplicationVote.objects.get().application == second


def test_without_lock_and_number_two_votes_are_cast_where_one_is_allowed(world: World) -> None:
    """What the two nets hold back: the race is real."""
    first, second = ballot(world, 2)
    numbers = iter([8, 9])

    def uncounted(taken: list[int], votes_each: int) -> int:
        """Refuses as the rule does, but gives everybody a number of her own."""
        if len(taken) >= votes_each:
            raise rules.VotesUsed()
        return next(numbers)

    late = partial(vote, world, second, unwrap(cast_vote))
    with mock.patch.object(rules, "free_number", uncounted), overtaken(rules, "free_number", late):
        vote(world, first, unwrap(cast_vote))
    assert ApplicationVote.objects.count() == 2


def test_chamber_applies_once_at_once(world: World) -> None:
    programme = make_programme(world.north, audience="area")
    facts = {"title": "公开课", "plan": "讲一讲"}

    def send(_number: int) -> None:
        actor = world.actors["secretary"]
        apply(actor=actor, programme=programme, organisation=world.chamber, facts=facts, now=timezone.now())

    assert all_at_once(send, 6) == {"done": 1, "AppliedAlready": 5}
    assert Application.objects.unrestricted("test").count() == 1


def test_decided_once(world: World) -> None:
    programme = make_programme(world.north, state=ProgrammeState.SELECTING)
    row = make_application(programme, world.chamber)
    choice = Choice([row.pk], reason="只有一家")

    def decide(number: int) -> None:
        actor = world.actors["convener" if number % 2 else "general_convener"]
        decide_programme(actor=actor, programme=programme, choice=choice, now=timezone.now())

    assert all_at_once(decide, 6) == {"done": 1, "ProgrammeStepRefused": 5}
    assert Activity.objects.unrestricted("test").count() == 1
    assert Programme.objects.unrestricted("test").get().version == 2
