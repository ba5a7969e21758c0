"""Who sees programmes and applications, and what the tables themselves refuse."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shanghui.activities.models import Application, ApplicationVote, Programme
from shanghui.activities.rules import ApplicationState, ProgrammeState, Selection
from shanghui.core.audience import Audience
from tests.factories.activities import make_programme
from tests.factories.world import World


def seers(world: World, rows: type[Programme] | type[Application], pk: int) -> set[str]:
    return {role for role, actor in world.actors.items() if rows.objects.visible_to(actor).filter(pk=pk).exists()}


def apply(programme: Programme, world: World, **facts: object) -> Application:
    given = {"title": "承办", "plan": "方案", "submitted_at": timezone.now()} | facts
    return Application.objects.create(programme=programme, organisation=world.chamber, **given)


def test_a_draft_is_the_openers_alone(world: World) -> None:
    programme = make_programme(world.north, state=ProgrammeState.DRAFT)
    assert seers(world, Programme, programme.pk) == {"convener", "general_convener"}


def test_an_open_one_goes_as_far_as_its_audience(world: World) -> None:
    programme = make_programme(world.north, audience=Audience.AREA)
    assert seers(world, Programme, programme.pk) == {"secretary", "contact", "convener", "general_convener", "officer"}
    Programme.objects.unrestricted("test").update(audience=Audience.FEDERATION)
    assert seers(world, Programme, programme.pk) == set(world.actors) - {"visitor"}


def test_applications_are_between_the_two_until_the_units_vote(world: World) -> None:
    programme = make_programme(world.federation, selection=Selection.BALLOT)
    application = apply(programme, world)
    assert seers(world, Application, application.pk) >= {"secretary", "officer"}
    assert not seers(world, Application, application.pk) & {"other", "visitor"}
    Programme.objects.unrestricted("test").update(state=ProgrammeState.SELECTING)
    assert "other" in seers(world, Application, application.pk)


def test_after_the_decision_the_chosen_are_seen(world: World) -> None:
    programme = make_programme(world.federation, state=ProgrammeState.DECIDED)
    application = apply(programme, world, state=ApplicationState.NOT_CHOSEN)
    assert "other" not in seers(world, Application, application.pk)
    Application.objects.unrestricted("test").update(state=ApplicationState.CHOSEN)
    assert "other" in seers(world, Application, application.pk)


def test_one_application_and_each_vote_once(world: World) -> None:
    programme = make_programme(world.federation)
    first = apply(programme, world)
    with pytest.raises(IntegrityError), transaction.atomic():
        apply(programme, world)
    vote = {"programme": programme, "unit": world.other, "application": first, "at": timezone.now()}
    ApplicationVote.objects.create(number=1, **vote)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationVote.objects.create(number=2, **vote)
