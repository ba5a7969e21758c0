"""Lines of applications: what each reader knows of them, at one cost."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.activities.models import Programme
from shanghui.activities.queries import applications as queries
from shanghui.activities.queries.applications import Line
from shanghui.activities.rules import ProgrammeState, Selection
from tests.factories import network as make
from tests.factories.activities import make_activity, make_programme
from tests.factories.activities_programmes import make_application, make_criterion, make_score, make_vote
from tests.factories.world import World

TODAY, State = localdate(), ProgrammeState


def lines(world: World, programme: Programme, role: str) -> list[Line]:
    actor = world.actors[role]
    known = queries.known_standings(actor, programme)
    pks = queries.ordered(actor, programme, known)
    return queries.lines(actor, programme, pks, known, queries.ballot(actor, programme), TODAY)


def test_judges_see_points_and_applicants_do_not(world: World) -> None:
    programme = make_programme(world.north, state=State.SELECTING)
    own, better = make_application(programme, world.chamber), make_application(programme, world.district)
    criterion = make_criterion(programme)
    for row, points in ((own, 2), (better, 5)):
        make_score(row, criterion, world.users["general_convener"], points)
    found = lines(world, programme, "convener")
    assert [line.application for line in found] == [better, own]
    assert [(line.judged, line.may_judge, line.may_vote) for line in found] == [(False, True, False)] * 2
    assert [line.judged for line in lines(world, programme, "general_convener")] == [True, True]
    (line,) = lines(world, programme, "secretary")
    assert (line.application, line.standing, line.mine, line.may_judge) == (own, None, True, False)


def test_judge_leaves_her_own_house_to_others(world: World) -> None:
    programme = make_programme(world.north, state=State.SELECTING)
    make_application(programme, world.chamber, entered_by=world.users["convener"])
    assert [line.may_judge for line in lines(world, programme, "convener")] == [False]
    assert [line.may_judge for line in lines(world, programme, "general_convener")] == [True]


def test_voters_see_their_votes_and_no_count(world: World) -> None:
    facts = {"state": State.SELECTING, "selection": Selection.BALLOT, "votes_each": 1}
    programme = make_programme(world.north, **facts)
    own, one, other = (make_application(programme, who) for who in (world.chamber, world.district, world.federation))
    make_vote(one, world.chamber)
    found = {line.application: line for line in lines(world, programme, "secretary")}
    assert [found[row].voted for row in (own, one, other)] == [False, True, False]
    assert [found[row].may_vote for row in (own, one, other)] == [False, True, False], "no vote is left"
    assert {line.standing for line in found.values()} == {None}
    assert [line.standing is None for line in lines(world, programme, "convener")] == [False] * 3
    assert lines(world, programme, "convener")[0].application == one


def test_decided_in_the_open(world: World) -> None:
    programme = make_programme(world.north, state=State.DECIDED, selection=Selection.BALLOT)
    chosen = make_application(programme, world.chamber, state="chosen")
    make_application(programme, world.district, state="not_chosen")
    make_vote(chosen, world.other)
    activity = make_activity(world.chamber, application=chosen, state="draft")
    (line,) = lines(world, programme, "other")
    assert line.standing is not None
    assert (line.application, line.standing.value, line.activity) == (chosen, 1, None)
    (line,) = lines(world, programme, "secretary")
    assert line.activity == activity, "a draft is its host's"


def test_ballot_of_a_unit(world: World) -> None:
    programme = make_programme(world.north, state=State.SELECTING, selection=Selection.BALLOT, votes_each=3)
    row = make_application(programme, world.district)
    make_vote(row, world.chamber)
    box = queries.ballot(world.actors["secretary"], programme)
    assert (box.may_vote, box.given, box.left) == (True, frozenset([row.pk]), 2)
    assert not queries.ballot(world.actors["other"], programme).may_vote
    assert not queries.ballot(world.actors["secretary"], make_programme(world.north)).may_vote


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("role", ["convener", "secretary"])
def test_cost_does_not_grow(
    world: World, role: str, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme(world.north, state=State.SELECTING)
    criterion = make_criterion(programme)
    for at in range(number):
        row = make_application(programme, make.make_organisation() if at else world.chamber)
        make_score(row, criterion, world.users["convener"], 3)
    cost = {"convener": 8, "secretary": 4}[role]
    with django_assert_num_queries(cost):
        lines(world, programme, role)


def test_who_knows_where_they_stand(world: World) -> None:
    ahead = timedelta(days=1)
    programme = make_programme(world.north, apply_until=TODAY + ahead)
    assert not queries.knows_standings(world.actors["convener"], programme)
    programme.state = State.SELECTING
    assert queries.knows_standings(world.actors["convener"], programme)
    assert not queries.knows_standings(world.actors["secretary"], programme)
    programme.state = State.DECIDED
    assert queries.knows_standings(world.actors["secretary"], programme)
