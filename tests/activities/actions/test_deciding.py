"""Decide: the chosen become draft activities, the others an answer, everybody a letter, or nothing of it."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone
from django.utils.timezone import localdate, localtime

from shanghui.activities import rules
from shanghui.activities.actions import deciding as actions
from shanghui.activities.actions.deciding import Choice
from shanghui.activities.models import Activity, Application, Programme
from shanghui.activities.rules import ActivityState, ProgrammeState, Selection
from shanghui.core.models import OutboxMessage
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_vote
from tests.factories.world import World

DAY = timedelta(days=1)


@pytest.fixture
def programme(world: World) -> Programme:
    return make_programme(
        world.north, state=ProgrammeState.SELECTING, selection=Selection.BALLOT, places=1, venue="大厅", audience="area"
    )


@pytest.fixture
def rows(world: World, programme: Programme) -> list[Application]:
    """The first one leads by two votes."""
    on = programme.start + 2 * DAY
    first = make_application(programme, world.chamber, title="公开课", plan="讲一讲", on=on, contact="沈秘书")
    second = make_application(programme, world.other)
    for unit in (world.district, world.south):
        make_vote(first, unit)
    return [first, second]


def decide(world: World, programme: Programme, choice: Choice, role: str = "convener", **more: Any) -> list[Activity]:
    return actions.decide_programme(
        actor=world.actors[role], programme=programme, choice=choice, now=timezone.now(), **more
    )


def test_chosen_one_becomes_a_draft_of_whoever_applied(
    world: World, programme: Programme, rows: list[Application]
) -> None:
    (made,) = decide(world, programme, Choice([rows[0].pk], "名额有限"), version=1)
    made.refresh_from_db()
    assert (made.organisation, made.application, made.state) == (world.chamber, rows[0], ActivityState.DRAFT)
    assert (made.title, made.venue, made.audience, made.contact) == ("公开课", "大厅", "area", "沈秘书")
    times = [f"{localtime(at):%H:%M}" for at in (made.starts_at, made.ends_at, made.register_until)]
    assert times == ["09:00", "12:00", "09:00"]
    assert localdate(made.starts_at) == rows[0].on
    states = Application.objects.unrestricted("test").order_by("pk").values_list("state", "answer")
    assert list(states) == [("chosen", ""), ("not_chosen", "名额有限")]
    programme.refresh_from_db()
    assert (programme.state, programme.decision, programme.version) == (ProgrammeState.DECIDED, "", 2)
    assert programme.decided_at is not None


def test_without_a_day_it_begins_with_the_stage(world: World, programme: Programme, rows: list[Application]) -> None:
    Application.objects.unrestricted("test").update(on=None)
    (made,) = decide(world, programme, Choice([rows[0].pk], "名额有限"))
    assert localdate(made.starts_at) == programme.start


def test_changed_by_hand_with_a_reason(world: World, programme: Programme, rows: list[Application]) -> None:
    with pytest.raises(rules.ChoiceUnexplained):
        decide(world, programme, Choice([rows[1].pk], "名额有限"))
    assert not Activity.objects.unrestricted("test").exists()
    (made,) = decide(world, programme, Choice([rows[1].pk], "名额有限", reason="第一名来不了"))
    programme.refresh_from_db()
    assert (made.application, programme.decision) == (rows[1], "第一名来不了")


def test_own_answers_go_before_the_common_one(world: World, programme: Programme, rows: list[Application]) -> None:
    answers = {rows[0].pk: "请准备", rows[1].pk: "下次再来"}
    decide(world, programme, Choice([rows[0].pk], "名额有限", answers))
    found = Application.objects.unrestricted("test").order_by("pk").values_list("answer", flat=True)
    assert list(found) == ["请准备", "下次再来"]


def test_whoever_is_not_chosen_is_told_in_words(world: World, programme: Programme, rows: list[Application]) -> None:
    with pytest.raises(rules.AnswerWanted):
        decide(world, programme, Choice([rows[0].pk], " "))
    assert not Activity.objects.unrestricted("test").exists(), "all of it or nothing"
    assert not OutboxMessage.objects.exists()
    assert set(Application.objects.unrestricted("test").values_list("state", flat=True)) == {"submitted"}


def test_everybody_who_applied_has_a_letter(world: World, programme: Programme, rows: list[Application]) -> None:
    for role in ("secretary", "other"):
        world.users[role].email = f"{role}@a.example"
        world.users[role].save()
    decide(world, programme, Choice([rows[0].pk], "名额有限"))
    texts = {one.receiver: one.payload["text"] for one in OutboxMessage.objects.all()}
    assert sorted(texts) == ["other@a.example", "secretary@a.example"]
    assert "入选了" in texts["secretary@a.example"]
    assert "没有入选" in texts["other@a.example"]
    assert "名额有限" in texts["other@a.example"]


def test_nobody_may_be_chosen(world: World, programme: Programme, rows: list[Application]) -> None:
    assert decide(world, programme, Choice([], "都不合适", reason="重新来过")) == []


def test_more_than_there_are_places(world: World, programme: Programme, rows: list[Application]) -> None:
    with pytest.raises(rules.TooManyChosen):
        decide(world, programme, Choice([one.pk for one in rows], reason="都好"))


def test_foreign_and_withdrawn_ones_are_not_chosen(world: World, programme: Programme, rows: list[Application]) -> None:
    foreign = make_application(make_programme(world.north), world.district)
    with pytest.raises(BadRequest):
        decide(world, programme, Choice([foreign.pk], "名额有限", reason="好"))
    Application.objects.unrestricted("test").filter(pk=rows[0].pk).update(state="withdrawn")
    with pytest.raises(BadRequest):
        decide(world, programme, Choice([rows[0].pk], "名额有限", reason="好"))


def test_page_of_before_is_told(world: World, programme: Programme, rows: list[Application]) -> None:
    with pytest.raises(Stale):
        decide(world, programme, Choice([rows[0].pk], "名额有限"), version=7)


@pytest.mark.parametrize("state", [one for one in ProgrammeState if one is not ProgrammeState.SELECTING])
def test_only_what_was_selected_is_decided(world: World, programme: Programme, state: ProgrammeState) -> None:
    Programme.objects.unrestricted("test").update(state=state)
    with pytest.raises(rules.ProgrammeStepRefused):
        decide(world, programme, Choice([]))


@pytest.mark.parametrize("role", ["secretary", "officer", "contact", "visitor"])
def test_others_decide_nothing(world: World, programme: Programme, rows: list[Application], role: str) -> None:
    with pytest.raises(NotPermitted):
        decide(world, programme, Choice([rows[0].pk], "名额有限"), role)


def test_what_fails_in_the_middle_leaves_nothing(world: World, programme: Programme, rows: list[Application]) -> None:
    fault = mock.patch.object(actions.programme_letters, "tell_decided", side_effect=RuntimeError)
    with fault, pytest.raises(RuntimeError):
        decide(world, programme, Choice([rows[0].pk], "名额有限"))
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.SELECTING
    assert not Activity.objects.unrestricted("test").exists()
