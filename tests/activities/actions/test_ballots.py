"""Votes: so many a unit, none for its own, taken back while selecting; who is a unit."""

from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import ballots as actions
from shanghui.activities.models import Application, ApplicationVote, Programme
from shanghui.activities.rules import ProgrammeState, Selection
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotPermitted
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application
from tests.factories.world import World


@pytest.fixture
def programme(world: World) -> Programme:
    world.add("district", make.make_secretary(world.district))
    return make_programme(
        world.north, state=ProgrammeState.SELECTING, selection=Selection.BALLOT, votes_each=2, audience="federation"
    )


@pytest.fixture
def three(world: World, programme: Programme) -> list[Application]:
    return [make_application(programme, make.make_organisation(area=world.north)) for _ in range(3)]


def vote(world: World, application: Application, role: str = "secretary", act: Any = actions.cast_vote) -> Any:
    return act(actor=world.actors[role], application=application, now=timezone.now())


def test_unit_has_so_many_votes_and_no_more(world: World, programme: Programme, three: list[Application]) -> None:
    first, second, third = three
    assert [vote(world, one).number for one in (first, second)] == [1, 2]
    with pytest.raises(rules.VotesUsed):
        vote(world, third)
    assert vote(world, third, "district").unit == world.district, "each unit its own"
    assert programme.votes.count() == 3


def test_second_press_changes_nothing(world: World, programme: Programme, three: list[Application]) -> None:
    assert vote(world, three[0]) == vote(world, three[0])
    assert programme.votes.count() == 1
    assert AuditRow.objects.filter(action="cast_vote").count() == 1


def test_vote_taken_back_is_free_again(world: World, programme: Programme, three: list[Application]) -> None:
    for one in three[:2]:
        vote(world, one)
    vote(world, three[0], act=actions.take_back_vote)
    vote(world, three[0], act=actions.take_back_vote)
    assert vote(world, three[2]).number == 1
    assert AuditRow.objects.filter(action="take_back_vote").count() == 1
    assert set(programme.votes.values_list("application", flat=True)) == {three[1].pk, three[2].pk}


def test_colleagues_of_one_unit_share_its_votes(world: World, programme: Programme, three: list[Application]) -> None:
    world.add("colleague", make.make_secretary(world.chamber))
    vote(world, three[0])
    vote(world, three[1], "colleague")
    with pytest.raises(rules.VotesUsed):
        vote(world, three[2])
    vote(world, three[0], "colleague", actions.take_back_vote)
    assert not ApplicationVote.objects.filter(application=three[0]).exists()


def test_not_for_its_own(world: World, programme: Programme) -> None:
    own = make_application(programme, world.chamber)
    with pytest.raises(rules.OwnApplication):
        vote(world, own)


@pytest.mark.parametrize("role", ["other", "convener", "officer", "contact", "visitor"])
@pytest.mark.parametrize("act", [actions.cast_vote, actions.take_back_vote])
def test_of_an_area_its_units_secretaries_alone(world: World, three: list[Application], role: str, act: Any) -> None:
    """`other` is a secretary who sees it, of another area."""
    with pytest.raises(NotPermitted):
        vote(world, three[0], role, act)


def test_of_a_federation_every_chamber(world: World) -> None:
    programme = make_programme(world.federation, state=ProgrammeState.SELECTING, selection=Selection.BALLOT)
    application = make_application(programme, world.district)
    for role in ("secretary", "other"):
        vote(world, application, role)
    with pytest.raises(NotPermitted):
        vote(world, application, "officer")


def test_only_while_selecting_by_ballot(world: World, programme: Programme, three: list[Application]) -> None:
    vote(world, three[0])
    for facts, refusal in (
        ({"state": ProgrammeState.OPEN}, rules.NotSelecting),
        ({"state": ProgrammeState.DECIDED}, rules.NotSelecting),
        ({"selection": Selection.CRITERIA}, rules.OtherSelection),
    ):
        stand = {"state": ProgrammeState.SELECTING, "selection": Selection.BALLOT}
        Programme.objects.unrestricted("test").update(**(stand | facts))
        for act in (actions.cast_vote, actions.take_back_vote):
            with pytest.raises(refusal):
                vote(world, three[0], act=act)
    assert programme.votes.count() == 1


def test_withdrawn_one_has_no_votes(world: World, three: list[Application]) -> None:
    Application.objects.unrestricted("test").update(state="withdrawn")
    with pytest.raises(rules.ApplicationStepRefused):
        vote(world, three[0])
