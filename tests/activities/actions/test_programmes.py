"""Set a stage, write it, lead it: each step, each refusal, each actor who may not."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.activities import rules
from shanghui.activities.actions import programmes as actions
from shanghui.activities.actions.programmes import Yardstick
from shanghui.activities.models import Programme
from shanghui.activities.rules import ProgrammeState, Selection
from shanghui.core.models import AuditRow, OutboxMessage
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_criterion, make_score, make_vote
from tests.factories.world import World

State = ProgrammeState
TODAY, DAY = localdate(), timedelta(days=1)
FACTS = {"title": "春季会员日", "places": 2, "start": TODAY + 30 * DAY, "end": TODAY + 40 * DAY, "apply_until": TODAY}


def add(world: World, role: str = "convener", place: str = "north", **more: Any) -> Programme:
    facts = FACTS | more.pop("facts", {})
    place_of = getattr(world, place)
    return actions.add_programme(
        actor=world.actors[role], organisation=place_of, facts=facts, now=timezone.now(), **more
    )


def step(world: World, act: Any, programme: Programme, role: str = "convener", **more: Any) -> Programme:
    done: Programme = act(actor=world.actors[role], programme=programme, now=timezone.now(), **more)
    return done


def test_area_and_federations_set_the_stage(world: World) -> None:
    world.add("district", make.make_secretary(world.district))
    assert add(world).audience == "area", "the nearest reach, unless it is said otherwise"
    assert add(world, "general_convener").state == State.DRAFT
    assert add(world, "officer", "federation").audience == "federation"
    assert add(world, "district", "district").entered_by == world.users["district"]
    assert AuditRow.objects.filter(action="add_programme").count() == 4


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("secretary", "chamber"), ("secretary", "north"), ("convener", "south"), ("convener", "federation"),
        ("officer", "north"), ("contact", "chamber"), ("visitor", "north"),
    ],
)  # fmt: skip
def test_nobody_else_does(world: World, role: str, place: str) -> None:
    with pytest.raises(NotPermitted):
        add(world, role, place)
    assert not Programme.objects.unrestricted("test").exists()


def test_facts_are_judged(world: World) -> None:
    wrong: list[tuple[dict[str, object], type[Exception]]] = [
        ({"end": TODAY}, rules.PeriodReversed),
        ({"apply_until": TODAY + 41 * DAY}, rules.DeadlineLate),
        ({"audience": "own"}, BadRequest),
        ({"state": "open"}, BadRequest),
        ({"title": None}, BadRequest),
        ({"theme": "a\0"}, BadRequest),
    ]
    for facts, refusal in wrong:
        with pytest.raises(refusal):
            add(world, facts=facts)
    with pytest.raises(BadRequest):
        add(world, "officer", "federation", facts={"audience": "area"})


@pytest.mark.parametrize(
    "criteria",
    [
        [Yardstick("可行"), Yardstick(" 可行 ")], [Yardstick(" ")], [Yardstick("可行", 0)], [Yardstick("可行", 11)],
        [Yardstick(f"标准{number}") for number in range(13)],
    ],
)  # fmt: skip
def test_criteria_are_judged(world: World, criteria: list[Yardstick]) -> None:
    with pytest.raises(BadRequest):
        add(world, criteria=criteria)


def test_criterion_that_stays_keeps_its_points(world: World) -> None:
    programme = add(world, criteria=[Yardstick("可行", 2), Yardstick("新意")])
    keep, go = programme.criteria.all()
    application = make_application(programme, world.chamber)
    for one in (keep, go):
        make_score(application, one, world.users["convener"], 4)
    given = [Yardstick("可行", 5), Yardstick("实惠")]
    step(world, actions.edit_programme, programme, facts={"title": "改名"}, criteria=given, version=1)
    assert [(one.name, one.weight) for one in programme.criteria.all()] == [("可行", 5), ("实惠", 1)]
    assert [one.criterion for one in application.scores.all()] == [keep]
    again = step(world, actions.edit_programme, programme, facts={"theme": "主题"})
    assert again.criteria.count() == 2, "not said, not touched"
    assert (again.version, again.title) == (3, "改名")


def test_second_editor_is_told(world: World) -> None:
    programme = add(world)
    step(world, actions.edit_programme, programme, facts={"title": "先改"}, version=1)
    with pytest.raises(Stale):
        step(world, actions.edit_programme, programme, facts={"title": "后改"}, version=1)


@pytest.mark.parametrize("state", [State.SELECTING, State.DECIDED, State.WITHDRAWN])
def test_nothing_changes_under_the_eyes_of_judges(world: World, state: ProgrammeState) -> None:
    programme = make_programme(world.north, state=state)
    with pytest.raises(rules.ProgrammeStepRefused):
        step(world, actions.edit_programme, programme, facts={"title": "改名"})


def test_open_one_keeps_a_criterion(world: World) -> None:
    programme = make_programme(world.north)
    make_criterion(programme)
    with pytest.raises(rules.CriteriaWanted):
        step(world, actions.edit_programme, programme, facts={}, criteria=[])
    assert programme.criteria.count() == 1


def test_opened_with_criteria_and_a_day_to_come(world: World) -> None:
    programme = add(world)
    with pytest.raises(rules.CriteriaWanted):
        step(world, actions.open_programme, programme)
    make_criterion(programme)
    opened = step(world, actions.open_programme, programme)
    assert (opened.state, opened.version) == (State.OPEN, 2)
    assert opened.opened_at is not None
    with pytest.raises(rules.ProgrammeStepRefused):
        step(world, actions.open_programme, programme)
    late = add(world, facts={"apply_until": TODAY - DAY, "selection": Selection.BALLOT})
    with pytest.raises(rules.DeadlinePast):
        step(world, actions.open_programme, late)


def test_back_to_calling_makes_votes_void_and_keeps_points(world: World) -> None:
    programme = make_programme(world.north, state=State.SELECTING, selection=Selection.BALLOT)
    application = make_application(programme, world.chamber)
    make_vote(application, world.district)
    make_score(application, make_criterion(programme), world.users["convener"], 3)
    until = TODAY + 20 * DAY
    opened = step(world, actions.reopen_programme, programme, apply_until=until)
    assert (opened.state, opened.apply_until) == (State.OPEN, until)
    assert (application.votes.count(), application.scores.count()) == (0, 1)
    with pytest.raises(rules.ProgrammeStepRefused):
        step(world, actions.reopen_programme, programme, apply_until=until)


def test_back_to_calling_wants_a_day_to_come_within_the_stage(world: World) -> None:
    programme = make_programme(world.north, state=State.SELECTING)
    with pytest.raises(rules.DeadlinePast):
        step(world, actions.reopen_programme, programme, apply_until=TODAY - DAY)
    with pytest.raises(rules.DeadlineLate):
        step(world, actions.reopen_programme, programme, apply_until=programme.end + DAY)


@pytest.mark.parametrize("state", list(State))
def test_selection_begins_from_an_open_one_alone(world: World, state: ProgrammeState) -> None:
    programme = make_programme(world.north, state=state)
    if state is State.OPEN:
        assert step(world, actions.begin_selecting, programme).state == State.SELECTING
    else:
        with pytest.raises(rules.ProgrammeStepRefused):
            step(world, actions.begin_selecting, programme)


@pytest.mark.parametrize("state", list(State))
def test_withdrawn_before_it_is_decided_and_applicants_hear_why(world: World, state: ProgrammeState) -> None:
    programme = make_programme(world.north, state=state)
    make_application(programme, world.chamber)
    make_application(programme, world.other, state="withdrawn")
    world.users["secretary"].email = "secretary@a.example"
    world.users["secretary"].save()
    if state in {State.DECIDED, State.WITHDRAWN}:
        with pytest.raises(rules.ProgrammeStepRefused):
            step(world, actions.withdraw_programme, programme, reason="场地没有了")
        assert not OutboxMessage.objects.exists()
        return
    with pytest.raises(rules.AnswerWanted):
        step(world, actions.withdraw_programme, programme, reason=" ")
    done = step(world, actions.withdraw_programme, programme, reason="场地没有了")
    assert (done.state, done.decision) == (State.WITHDRAWN, "场地没有了")
    (letter,) = OutboxMessage.objects.all()
    assert letter.receiver == "secretary@a.example"
    assert "场地没有了" in letter.payload["text"]


@pytest.mark.parametrize("role", ["secretary", "officer", "contact", "visitor"])
def test_others_lead_it_nowhere(world: World, role: str) -> None:
    programme = make_programme(world.north)
    acts: list[tuple[Any, dict[str, object]]] = [
        (actions.edit_programme, {"facts": {}}),
        (actions.open_programme, {}),
        (actions.begin_selecting, {}),
        (actions.reopen_programme, {"apply_until": TODAY}),
        (actions.withdraw_programme, {"reason": "不办"}),
    ]
    for act, facts in acts:
        with pytest.raises(NotPermitted):
            step(world, act, programme, role, **facts)
    programme.refresh_from_db()
    assert (programme.state, programme.version) == (State.OPEN, 1)
