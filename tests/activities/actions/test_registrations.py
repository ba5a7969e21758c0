"""Register without an account, be entered, be confirmed: who may, when, and what follows."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import registrations as actions
from shanghui.activities.models import ActivityInvitation, Answer, Question, Registration
from shanghui.activities.rules import ActivityState, Confirmation, QuestionKind, RegistrationState
from shanghui.core.models import OutboxMessage
from shanghui.core.refusal import BadRequest, NotPermitted
from tests.factories import network as make
from tests.factories.activities_activities import Fair

State = RegistrationState
FACTS = {"name": "顾客甲", "firm": "上海某某公司", "phone": "13900001111", "email": "guest@example.com"}


def _set(fair: Fair, **facts: object) -> None:
    for name, value in facts.items():
        setattr(fair.activity, name, value)
    fair.activity.save()


def _register(fair: Fair, **facts: Any) -> Registration:
    given = FACTS | {"phone": f"139{Registration.objects.unrestricted('test').count():08}"}
    unit, answers = facts.pop("unit", None), facts.pop("answers", None)
    return actions.register(
        activity=fair.activity,
        facts=given | facts,
        now=timezone.now(),
        unit_id=unit.pk if unit else None,
        answers=answers,
    )


def _letters() -> list[tuple[str, str]]:
    return [(row.receiver, row.payload["subject"]) for row in OutboxMessage.objects.order_by("pk")]


def test_secretary_is_to_confirm(fair: Fair) -> None:
    guest = _register(fair)
    assert guest.state == State.UNCONFIRMED
    assert guest.code_hash == ""
    told = _letters()
    assert ("guest@example.com", "已收到报名，等秘书处确认：新春见面会") in told
    assert ("keeper@letters.example", "有新的报名等您确认：新春见面会") in told


def test_secretaries_are_told_once_while_guests_wait(fair: Fair) -> None:
    for _ in range(3):
        _register(fair)
    assert [receiver for receiver, _ in _letters()].count("keeper@letters.example") == 1


def test_nobody_is_to_confirm(fair: Fair) -> None:
    _set(fair, confirmation=Confirmation.NONE)
    assert _register(fair).state == State.REGISTERED
    assert ("guest@example.com", "报名成功：新春见面会") in _letters()


def test_code_goes_to_the_address_and_the_telephone_alone_to_the_secretary(fair: Fair) -> None:
    _set(fair, confirmation=Confirmation.CODE)
    guest, silent = _register(fair), _register(fair, email="")
    assert guest.state == silent.state == State.UNCONFIRMED
    assert len(guest.code_hash) == 64
    assert silent.code_hash == ""
    assert ("keeper@letters.example", "有新的报名等您确认：新春见面会") in _letters()


@pytest.mark.parametrize("state", [ActivityState.DRAFT, ActivityState.CLOSED, ActivityState.CANCELLED])
def test_only_a_published_activity_takes_guests(fair: Fair, state: ActivityState) -> None:
    _set(fair, state=state)
    with pytest.raises(rules.RegistrationClosed):
        _register(fair)
    with pytest.raises(rules.RegistrationClosed):
        actions.enter_guest(actor=fair.actors["keeper"], activity=fair.activity, facts=FACTS, now=timezone.now())


def test_registration_ends(fair: Fair) -> None:
    _set(fair, register_until=timezone.now() - timedelta(minutes=1))
    with pytest.raises(rules.RegistrationClosed):
        _register(fair)
    with pytest.raises(rules.RegistrationClosed):
        actions.enter_guest(actor=fair.actors["sister"], activity=fair.activity, facts=FACTS, now=timezone.now())
    assert actions.enter_guest(
        actor=fair.actors["keeper"], activity=fair.activity, facts=FACTS, now=timezone.now()
    ).pk, "the host may still add one"


def test_by_invitation_others_are_refused(fair: Fair) -> None:
    _set(fair, by_invitation=True)
    ActivityInvitation.objects.create(activity=fair.activity, organisation=fair.sister)
    assert _register(fair, unit=fair.sister).pk
    assert _register(fair, unit=fair.host).pk, "the host needs no invitation"
    for unit in (None, fair.far):
        with pytest.raises(rules.InvitedOnly):
            _register(fair, unit=unit)
    with pytest.raises(rules.InvitedOnly):
        actions.enter_guest(actor=fair.actors["far"], activity=fair.activity, facts=FACTS, now=timezone.now())


def test_unit_must_be_one_of_those_offered(fair: Fair) -> None:
    assert _register(fair, unit=fair.sister).unit == fair.sister
    with pytest.raises(BadRequest):
        _register(fair, unit=fair.far)


def test_same_name_and_number_register_once(fair: Fair) -> None:
    _register(fair, phone="13911112222")
    with pytest.raises(rules.RegisteredAlready):
        _register(fair, phone="13911112222")
    assert _register(fair, phone="13911112222", name="另一位").pk
    Registration.objects.unrestricted("test").update(state=State.CANCELLED)
    assert _register(fair, phone="13911112222").pk, "whoever cancelled may come again"


def test_firm_is_found_silently(fair: Fair) -> None:
    assert _register(fair, firm="上海申岳 紧固件有限公司").enterprise == fair.firm
    assert _register(fair, firm="申岳紧固件").enterprise == fair.firm
    assert _register(fair, firm="上海申岳紧固件").enterprise is None
    make.make_enterprise("北京另一家有限公司", short_name="申岳紧固件")
    assert _register(fair, firm="申岳紧固件").enterprise is None, "two are called so"


def test_answers_are_kept_and_foreign_ones_refused(fair: Fair) -> None:
    choice = Question.objects.create(
        activity=fair.activity, number=0, kind=QuestionKind.CHOICE, text="午餐", choices="素\n荤"
    )
    guest = _register(fair, answers={choice.pk: "素"})
    assert Answer.objects.get(registration=guest).text == "素"
    for answers in ({choice.pk: "鱼"}, {choice.pk + 99: "素"}):
        with pytest.raises(BadRequest):
            _register(fair, answers=answers)


@pytest.mark.parametrize("facts", [{"name": " "}, {"state": "registered"}, {"name": "甲\0"}])
def test_odd_facts_are_refused(fair: Fair, facts: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        _register(fair, **facts)


def test_secretary_enters_through_her_own_unit_and_confirmed(fair: Fair) -> None:
    guest = actions.enter_guest(
        actor=fair.actors["sister"], activity=fair.activity, facts=FACTS, now=timezone.now(), enterprise_id=fair.firm.pk
    )
    assert (guest.state, guest.unit, guest.enterprise) == (State.REGISTERED, fair.sister, fair.firm)
    with pytest.raises(BadRequest):
        actions.enter_guest(
            actor=fair.actors["sister"], activity=fair.activity, facts=FACTS | {"name": "乙"}, now=timezone.now(),
            unit_id=fair.far.pk,
        )  # fmt: skip


def test_host_enters_anybody(fair: Fair) -> None:
    guest = actions.enter_guest(
        actor=fair.actors["keeper"],
        activity=fair.activity,
        facts={"name": "领导"},
        now=timezone.now(),
        unit_id=fair.far.pk,
    )
    assert guest.unit == fair.far
    with pytest.raises(BadRequest):
        actions.enter_guest(
            actor=fair.actors["keeper"],
            activity=fair.activity,
            facts={"name": "某"},
            now=timezone.now(),
            unit_id=987654,
        )


def test_contact_enters_for_her_firm(fair: Fair) -> None:
    enter: dict[str, Any] = {"actor": fair.actors["contact"], "activity": fair.activity, "now": timezone.now()}
    guest = actions.enter_guest(facts=FACTS, unit_id=fair.sister.pk, **enter)
    assert (guest.enterprise, guest.unit) == (fair.firm, fair.sister)
    with pytest.raises(BadRequest):
        actions.enter_guest(facts=FACTS | {"name": "乙"}, unit_id=fair.far.pk, **enter)


@pytest.mark.parametrize("role", ["visitor", "convener"])
def test_others_enter_nobody(fair: Fair, role: str) -> None:
    with pytest.raises(NotPermitted):
        actions.enter_guest(actor=fair.actors[role], activity=fair.activity, facts=FACTS, now=timezone.now())


def test_host_confirms_many_in_the_order_in_which_they_came(fair: Fair) -> None:
    _set(fair, capacity=2)
    found = [_register(fair) for _ in range(3)]
    ids = [guest.pk for guest in reversed(found)]
    done = actions.confirm_guests(actor=fair.actors["keeper"], activity=fair.activity, ids=ids, now=timezone.now())
    assert [guest.state for guest in done] == [State.REGISTERED, State.REGISTERED, State.WAITING]
    assert [guest.pk for guest in done] == [guest.pk for guest in found]
    again = actions.confirm_guests(actor=fair.actors["keeper"], activity=fair.activity, ids=ids, now=timezone.now())
    assert again == []


@pytest.mark.parametrize("role", ["sister", "far", "contact", "visitor", "convener", "officer"])
def test_others_confirm_nobody(fair: Fair, role: str) -> None:
    guest = _register(fair)
    with pytest.raises(NotPermitted):
        actions.confirm_guests(actor=fair.actors[role], activity=fair.activity, ids=[guest.pk], now=timezone.now())


def test_guest_of_another_activity_is_not_confirmed(fair: Fair) -> None:
    from tests.factories import activities

    other = activities.make_registration(activities.make_activity(fair.sister), state=State.UNCONFIRMED)
    assert (
        actions.confirm_guests(actor=fair.actors["keeper"], activity=fair.activity, ids=[other.pk], now=timezone.now())
        == []
    )
