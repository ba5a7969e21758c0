"""Change, decline and cancel: who may, what is kept, who is told."""

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import guest_changes as actions
from shanghui.activities.models import Registration
from shanghui.activities.rules import ActivityState, RegistrationState
from shanghui.core.models import OutboxMessage
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from tests.factories.activities_activities import Fair

State = RegistrationState


def test_host_declines_with_the_reason(fair: Fair) -> None:
    guest = fair.guest(State.UNCONFIRMED, email="g@example.com")
    done = actions.decline_guest(actor=fair.actors["keeper"], guest=guest, reason="名额已满", now=timezone.now())
    assert done.state == State.DECLINED
    assert done.ended_at is not None
    letter = OutboxMessage.objects.get(receiver="g@example.com").payload["text"]
    assert "原因：名额已满" in letter


def test_reason_is_wanted(fair: Fair) -> None:
    with pytest.raises(BadRequest):
        actions.decline_guest(actor=fair.actors["keeper"], guest=fair.guest(), reason=" ", now=timezone.now())


@pytest.mark.parametrize("role", ["sister", "far", "contact", "visitor"])
def test_only_hosts_decline(fair: Fair, role: str) -> None:
    guest = fair.guest(unit=fair.sister, enterprise=fair.firm)
    with pytest.raises(NotPermitted):
        actions.decline_guest(actor=fair.actors[role], guest=guest, reason="不行", now=timezone.now())


@pytest.mark.parametrize(
    ("role", "may"), [("keeper", True), ("sister", True), ("contact", True), ("far", False), ("visitor", False)]
)
def test_hosts_unit_and_firm_cancel(fair: Fair, role: str, may: bool) -> None:
    guest = fair.guest(unit=fair.sister, enterprise=fair.firm)
    cancel = {"actor": fair.actors[role], "guest": guest, "now": timezone.now()}
    if not may:
        with pytest.raises(NotPermitted):
            actions.cancel_registration(**cancel)  # type: ignore[arg-type]
        return
    assert actions.cancel_registration(**cancel).state == State.CANCELLED  # type: ignore[arg-type]


@pytest.mark.parametrize("state", [State.CANCELLED, State.DECLINED])
def test_what_is_over_stays_so(fair: Fair, state: RegistrationState) -> None:
    guest = fair.guest(state)
    with pytest.raises(rules.RegistrationOver):
        actions.cancel_by_link(guest=guest, now=timezone.now())
    with pytest.raises(rules.RegistrationOver):
        actions.change_by_link(guest=guest, facts={"name": "新名"}, now=timezone.now())


def test_nothing_changes_once_the_activity_is_over(fair: Fair) -> None:
    guest = fair.guest()
    fair.activity.state = ActivityState.CLOSED
    fair.activity.save()
    with pytest.raises(rules.ActivityFixed):
        actions.cancel_by_link(guest=guest, now=timezone.now())


def test_guest_changes_her_facts(fair: Fair) -> None:
    guest = fair.guest(enterprise=fair.firm, firm=fair.firm.name)
    done = actions.change_by_link(guest=guest, facts={"firm": "别的公司", "phone": "13811112222"}, now=timezone.now())
    assert (done.firm, done.phone, done.enterprise) == ("别的公司", "13811112222", None)
    back = actions.change_by_link(guest=guest, facts={"firm": "申岳紧固件"}, now=timezone.now())
    assert back.enterprise == fair.firm


@pytest.mark.parametrize("facts", [{"name": ""}, {"unit": 1}, {"state": "registered"}, {"language": "en"}])
def test_other_facts_are_not_hers_to_set(fair: Fair, facts: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        actions.change_by_link(guest=fair.guest(), facts=facts, now=timezone.now())


def test_guest_does_not_become_another_one_on_the_list(fair: Fair) -> None:
    fair.guest(name="甲", phone="13900000001")
    with pytest.raises(rules.RegisteredAlready):
        actions.change_by_link(guest=fair.guest(), facts={"name": "甲", "phone": "13900000001"}, now=timezone.now())


def test_unit_edits_its_guest_unless_somebody_was_faster(fair: Fair) -> None:
    guest = fair.guest(unit=fair.sister)
    edit = {"actor": fair.actors["sister"], "guest": guest, "now": timezone.now(), "version": 1}
    assert actions.edit_guest(facts={"position": "经理"}, **edit).version == 2  # type: ignore[arg-type]
    with pytest.raises(Stale):
        actions.edit_guest(facts={"position": "总监"}, **edit)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        actions.edit_guest(actor=fair.actors["far"], guest=guest, facts={}, now=timezone.now())
    assert Registration.objects.unrestricted("test").get(pk=guest.pk).position == "经理"
