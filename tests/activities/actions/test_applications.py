"""Apply, change, withdraw: each refusal, each actor who may not."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.activities import rules
from shanghui.activities.actions import applications as actions
from shanghui.activities.models import Application, Programme
from shanghui.activities.rules import ApplicationState, ProgrammeState, Selection
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from shanghui.network.models import Organisation
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_vote
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
FACTS = {"title": "公开课", "plan": "讲一讲"}


@pytest.fixture
def programme(world: World) -> Programme:
    return make_programme(world.north, audience="area")


def apply(
    world: World, programme: Programme, role: str = "secretary", place: Organisation | None = None, **more: Any
) -> Application:
    actor = world.actors[role]
    own = place or Organisation.objects.unrestricted("test").get(pk=actor.organisation_id or world.chamber.pk)
    return actions.apply(actor=actor, programme=programme, organisation=own, facts=FACTS | more, now=timezone.now())


def test_chamber_applies_once(world: World, programme: Programme) -> None:
    made = apply(world, programme, guests=30)
    assert (made.organisation, made.guests, made.entered_by) == (world.chamber, 30, world.users["secretary"])
    with pytest.raises(rules.AppliedAlready):
        apply(world, programme)


def test_after_it_withdrew_it_may_apply_again(world: World, programme: Programme) -> None:
    actions.withdraw_application(
        actor=world.actors["secretary"], application=apply(world, programme), now=timezone.now()
    )
    apply(world, programme)
    states = Application.objects.unrestricted("test").values_list("state", flat=True)
    assert sorted(states) == ["submitted", "withdrawn"]


def test_federations_officer_applies_for_the_federation(world: World, programme: Programme) -> None:
    assert apply(world, programme, "officer").organisation == world.federation


@pytest.mark.parametrize("role", ["convener", "contact", "visitor", "other"])
def test_who_may_not(world: World, programme: Programme, role: str) -> None:
    """The opener itself; who speaks for no organisation; who does not see it, being of another area."""
    with pytest.raises(NotPermitted):
        apply(world, programme, role)


def test_not_for_another_chamber(world: World, programme: Programme) -> None:
    with pytest.raises(NotPermitted):
        apply(world, programme, place=world.district)


@pytest.mark.parametrize(
    "state", [one for one in ProgrammeState if one not in {ProgrammeState.OPEN, ProgrammeState.DRAFT}]
)
def test_not_taken_unless_open(world: World, programme: Programme, state: ProgrammeState) -> None:
    Programme.objects.unrestricted("test").update(state=state, opened_at=timezone.now())
    with pytest.raises(rules.ApplicationsClosed):
        apply(world, programme)


def test_not_taken_after_the_last_day(world: World, programme: Programme) -> None:
    Programme.objects.unrestricted("test").update(apply_until=TODAY - DAY)
    with pytest.raises(rules.ApplicationsClosed):
        apply(world, programme)
    Programme.objects.unrestricted("test").update(apply_until=TODAY)
    apply(world, programme)


def test_facts_are_judged(world: World, programme: Programme) -> None:
    with pytest.raises(rules.OutsideProgramme):
        apply(world, programme, on=programme.end + DAY)
    for wrong in ({"plan": " "}, {"title": " "}, {"state": "chosen"}, {"answer": "好"}):
        with pytest.raises(BadRequest):
            apply(world, programme, **wrong)
    assert not Application.objects.unrestricted("test").exists()


def test_changed_as_long_as_applications_are_taken(world: World, programme: Programme) -> None:
    made, actor = apply(world, programme), world.actors["secretary"]
    edit = {"actor": actor, "application": made, "now": timezone.now()}
    done = actions.edit_application(facts={"title": "改名"}, version=1, **edit)
    assert (done.title, done.version) == ("改名", 2)
    with pytest.raises(Stale):
        actions.edit_application(facts={"title": "再改"}, version=1, **edit)
    with pytest.raises(NotPermitted):
        actions.edit_application(facts={"title": "再改"}, **(edit | {"actor": world.actors["convener"]}))
    Programme.objects.unrestricted("test").update(state=ProgrammeState.SELECTING)
    with pytest.raises(rules.ApplicationsClosed):
        actions.edit_application(facts={"title": "再改"}, **edit)


def test_withdrawn_while_selecting_gives_the_votes_back(world: World) -> None:
    programme = make_programme(world.north, state=ProgrammeState.SELECTING, selection=Selection.BALLOT)
    made = make_application(programme, world.chamber)
    make_vote(made, world.district)
    with pytest.raises(NotPermitted):
        actions.withdraw_application(actor=world.actors["convener"], application=made, now=timezone.now())
    done = actions.withdraw_application(actor=world.actors["secretary"], application=made, now=timezone.now())
    assert (done.state, programme.votes.count()) == (ApplicationState.WITHDRAWN, 0)


@pytest.mark.parametrize("state", ["chosen", "not_chosen", "withdrawn"])
def test_decided_is_decided(world: World, programme: Programme, state: str) -> None:
    made = make_application(programme, world.chamber, state=state)
    facts = {"actor": world.actors["secretary"], "application": made, "now": timezone.now()}
    with pytest.raises(rules.ApplicationStepRefused):
        actions.withdraw_application(**facts)
    with pytest.raises(rules.ApplicationStepRefused):
        actions.edit_application(facts={"title": "改名"}, **facts)
