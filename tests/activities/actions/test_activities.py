"""Enter, edit, publish, cancel, close: who may, when, and who is told."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import activities as actions
from shanghui.activities.actions.activity_parts import Asked, Parts, Point
from shanghui.activities.models import Activity, ActivityHost
from shanghui.activities.rules import ActivityState, QuestionKind, RegistrationState
from shanghui.core.models import OutboxMessage
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from tests.factories import activities as make
from tests.factories.activities_activities import Fair


def _facts(**more: object) -> dict[str, Any]:
    begin = timezone.now() + timedelta(days=10)
    facts = {
        "kind": "training",
        "title": "培训",
        "starts_at": begin,
        "ends_at": begin + timedelta(hours=2),
        "venue": "三楼",
    }
    return facts | {"register_until": begin} | more


def _add(fair: Fair, role: str = "keeper", parts: Parts | None = None, **more: object) -> Activity:
    return actions.add_activity(
        actor=fair.actors[role], organisation=fair.host, facts=_facts(**more), parts=parts, now=timezone.now()
    )


def test_draft_with_all_its_parts(fair: Fair) -> None:
    parts = Parts(
        co_hosts=[fair.sister, fair.host],
        points=[Point(time(14), "签到"), Point(time(13), "布置", "甲")],
        questions=[Asked("午餐", QuestionKind.CHOICE, ("素", "荤"), demanded=True)],
        invitations={fair.far.pk: 5},
    )
    made = _add(fair, parts=parts)
    assert made.state == ActivityState.DRAFT
    assert [row.organisation for row in made.co_hosts.all()] == [fair.sister]
    assert [point.title for point in made.points.all()] == ["布置", "签到"]
    assert made.questions.get().options == ["素", "荤"]
    assert made.invitations.get().quota == 5
    assert len(made.key) >= 22


@pytest.mark.parametrize("role", ["sister", "far", "contact", "visitor", "convener", "officer"])
def test_only_her_own_organisation_hosts(fair: Fair, role: str) -> None:
    with pytest.raises(NotPermitted):
        _add(fair, role)


def test_convener_hosts_for_the_area(fair: Fair) -> None:
    made = actions.add_activity(
        actor=fair.actors["convener"], organisation=fair.area, facts=_facts(), now=timezone.now()
    )
    assert made.organisation == fair.area


@pytest.mark.parametrize(
    "more",
    [
        {"ends_at": timezone.now()},
        {"register_until": timezone.now() + timedelta(days=30)},
    ],
)
def test_times_must_follow_each_other(fair: Fair, more: dict[str, Any]) -> None:
    with pytest.raises(rules.ActivityTimesReversed):
        _add(fair, **more)


@pytest.mark.parametrize(
    "more", [{"state": "published"}, {"key": "x"}, {"title": None}, {"title": "甲\0"}, {"starts_at": None}]
)
def test_other_facts_are_refused(fair: Fair, more: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        _add(fair, **more)


def test_registration_ends_when_it_begins_unless_said(fair: Fair) -> None:
    facts = _facts()
    facts.pop("register_until")
    made = actions.add_activity(actor=fair.actors["keeper"], organisation=fair.host, facts=facts, now=timezone.now())
    assert made.register_until == made.starts_at


def test_publish_once(fair: Fair) -> None:
    made = _add(fair)
    done = actions.publish_activity(actor=fair.actors["keeper"], activity=made, now=timezone.now())
    assert done.state == ActivityState.PUBLISHED
    assert done.published_at is not None
    with pytest.raises(rules.ActivityStepRefused):
        actions.publish_activity(actor=fair.actors["keeper"], activity=made, now=timezone.now())


@pytest.mark.parametrize("role", ["sister", "far", "contact", "visitor", "officer"])
@pytest.mark.parametrize("step", ["publish", "cancel", "close", "edit"])
def test_others_do_nothing_with_it(fair: Fair, role: str, step: str) -> None:
    call = {"actor": fair.actors[role], "activity": fair.activity, "now": timezone.now()}
    more: Any = {"cancel": {"reason": "不办"}, "edit": {"facts": {}}}.get(step, {})
    with pytest.raises(NotPermitted):
        getattr(actions, f"{step}_activity")(**call, **more)


def test_co_host_keeps_it_too(fair: Fair) -> None:
    ActivityHost.objects.create(activity=fair.activity, organisation=fair.sister)
    done = actions.edit_activity(
        actor=fair.actors["sister"], activity=fair.activity, facts={"title": "新名字"}, now=timezone.now()
    )
    assert done.title == "新名字"


def test_edit_refuses_an_old_version(fair: Fair) -> None:
    edit = {"actor": fair.actors["keeper"], "activity": fair.activity, "now": timezone.now(), "version": 1}
    actions.edit_activity(facts={"title": "甲"}, **edit)  # type: ignore[arg-type]
    with pytest.raises(Stale):
        actions.edit_activity(facts={"title": "乙"}, **edit)  # type: ignore[arg-type]


def test_guests_hear_of_another_place_and_not_of_another_summary(fair: Fair) -> None:
    fair.guest(email="g@example.com")
    fair.guest(RegistrationState.CANCELLED, email="gone@example.com")
    fair.guest(unit=fair.sister, name="没邮箱")
    edit = {"actor": fair.actors["keeper"], "activity": fair.activity, "now": timezone.now()}
    actions.edit_activity(facts={"summary": "更好"}, **edit)  # type: ignore[arg-type]
    assert not OutboxMessage.objects.exists()
    actions.edit_activity(facts={"venue": "五楼"}, **edit)  # type: ignore[arg-type]
    told = {row.receiver: row.payload["text"] for row in OutboxMessage.objects.all()}
    assert set(told) == {"g@example.com", "sister@letters.example"}
    assert "五楼" in told["g@example.com"]
    assert "没邮箱" in told["sister@letters.example"]


def test_another_time_is_reminded_of_again(fair: Fair) -> None:
    fair.activity.reminded_at = timezone.now()
    fair.activity.save()
    facts = {"starts_at": fair.activity.starts_at + timedelta(minutes=30)}
    done = actions.edit_activity(actor=fair.actors["keeper"], activity=fair.activity, facts=facts, now=timezone.now())
    assert done.reminded_at is None


def test_cancel_tells_all_who_stand_on_the_list_in_their_language(fair: Fair) -> None:
    for state in RegistrationState:
        fair.guest(state, email=f"{state}@example.com")
    actions.cancel_activity(actor=fair.actors["keeper"], activity=fair.activity, reason="台风", now=timezone.now())
    told = {row.receiver: row.payload["text"] for row in OutboxMessage.objects.all()}
    assert set(told) == {"unconfirmed@example.com", "registered@example.com", "waiting@example.com"}
    assert "原因：台风" in told["waiting@example.com"]


def test_cancel_wants_a_reason_and_happens_once(fair: Fair) -> None:
    cancel = {"actor": fair.actors["keeper"], "activity": fair.activity, "now": timezone.now()}
    with pytest.raises(BadRequest):
        actions.cancel_activity(reason="  ", **cancel)  # type: ignore[arg-type]
    actions.cancel_activity(reason="台风", **cancel)  # type: ignore[arg-type]
    with pytest.raises(rules.ActivityStepRefused):
        actions.cancel_activity(reason="台风", **cancel)  # type: ignore[arg-type]
    with pytest.raises(rules.ActivityFixed):
        actions.edit_activity(facts={"title": "又办"}, **cancel)  # type: ignore[arg-type]


def test_close_once_it_has_begun(fair: Fair) -> None:
    close = {"actor": fair.actors["keeper"], "activity": fair.activity}
    with pytest.raises(rules.ActivityStepRefused):
        actions.close_activity(now=timezone.now(), **close)  # type: ignore[arg-type]
    done = actions.close_activity(now=fair.activity.ends_at, **close)  # type: ignore[arg-type]
    assert done.state == ActivityState.CLOSED


def test_draft_is_not_closed(fair: Fair) -> None:
    draft = make.make_activity(fair.host, state=ActivityState.DRAFT, starts_at=timezone.now() - timedelta(days=1))
    with pytest.raises(rules.ActivityStepRefused):
        actions.close_activity(actor=fair.actors["keeper"], activity=draft, now=timezone.now())
