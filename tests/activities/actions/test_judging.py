"""Points: each judge her own, none for her own house."""

from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import judging as actions
from shanghui.activities.models import Application
from shanghui.activities.rules import ProgrammeState, Selection
from shanghui.core.actor import SYSTEM
from shanghui.core.refusal import BadRequest, NotPermitted
from shanghui.network.models import Appointment
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_criterion
from tests.factories.world import World


@pytest.fixture
def application(world: World) -> Application:
    programme = make_programme(world.north, state=ProgrammeState.SELECTING)
    make_criterion(programme, "可行", 3)
    make_criterion(programme, "新意")
    return make_application(programme, world.chamber)


def give(world: World, application: Application, role: str = "convener", numbers: tuple[int, ...] = (4, 2)) -> Any:
    keys = application.programme.criteria.values_list("pk", flat=True)
    points = dict(zip(keys, numbers, strict=False))
    return actions.give_points(actor=world.actors[role], application=application, points=points, now=timezone.now())


def test_each_judge_gives_her_own_and_may_think_again(world: World, application: Application) -> None:
    give(world, application)
    give(world, application, "general_convener", (5, 5))
    give(world, application, numbers=(1, 1))
    rows = application.scores.order_by("judge", "criterion").values_list("judge", "points")
    convener, general = world.users["convener"].pk, world.users["general_convener"].pk
    assert sorted(rows) == sorted([(convener, 1), (convener, 1), (general, 5), (general, 5)])


@pytest.mark.parametrize("role", ["secretary", "officer", "other", "contact", "visitor"])
def test_nobody_but_the_openers_people(world: World, application: Application, role: str) -> None:
    with pytest.raises(NotPermitted):
        give(world, application, role)


def test_worker_is_no_judge(application: Application) -> None:
    with pytest.raises(NotPermitted):
        actions.give_points(actor=SYSTEM, application=application, points={}, now=timezone.now())


def test_whoever_belongs_to_the_applicant_does_not_judge_it(world: World, application: Application) -> None:
    person = Appointment.objects.get(pk=world.actors["convener"].appointment_id).person
    post = make.make_appointment(person, world.chamber, Post.PRESIDENT)
    with pytest.raises(rules.OwnApplication):
        give(world, application)
    post.end = timezone.localdate() - timezone.timedelta(days=1)
    post.save()
    give(world, application)


def test_whoever_entered_it_does_not_judge_it(world: World, application: Application) -> None:
    application.entered_by = world.users["convener"]
    application.save()
    with pytest.raises(rules.OwnApplication):
        give(world, application)


@pytest.mark.parametrize("numbers", [(4,), (0, 1), (6, 1), ()])
def test_all_criteria_with_one_to_five(world: World, application: Application, numbers: tuple[int, ...]) -> None:
    with pytest.raises(BadRequest):
        give(world, application, numbers=numbers)
    assert not application.scores.exists()


def test_criterion_of_another_programme_is_none(world: World, application: Application) -> None:
    other = make_criterion(make_programme(world.north))
    keys = [*application.programme.criteria.values_list("pk", flat=True)][:1]
    with pytest.raises(BadRequest):
        actions.give_points(
            actor=world.actors["convener"],
            application=application,
            points={keys[0]: 3, other.pk: 3},
            now=timezone.now(),
        )


def test_only_while_selecting_by_criteria(world: World, application: Application) -> None:
    programme = application.programme
    for facts, refusal in (
        ({"state": ProgrammeState.OPEN}, rules.NotSelecting),
        ({"state": ProgrammeState.DECIDED}, rules.NotSelecting),
        ({"selection": Selection.BALLOT}, rules.OtherSelection),
    ):
        type(programme).objects.unrestricted("test").update(
            **{"state": ProgrammeState.SELECTING, "selection": Selection.CRITERIA, **facts}
        )
        with pytest.raises(refusal):
            give(world, application)


def test_withdrawn_one_is_not_judged(world: World, application: Application) -> None:
    Application.objects.unrestricted("test").update(state="withdrawn")
    with pytest.raises(rules.ApplicationStepRefused):
        give(world, application)
