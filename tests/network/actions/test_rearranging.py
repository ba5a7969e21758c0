"""A rearrangement is kept as steps and undone step by step, all of them or none."""

from datetime import date

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotPermitted
from shanghui.network import rules
from shanghui.network.actions import rearranging
from shanghui.network.actions.merging import merge_enterprises, merge_organisations
from shanghui.network.actions.organisations import move_organisation
from shanghui.network.actions.people import hand_over
from shanghui.network.actions.rearranging import snapshot, undo_rearrangement
from shanghui.network.models import Affiliation, Appointment, Membership, Rearrangement
from shanghui.network.rules import AffiliationOrder
from tests.factories import network as make
from tests.factories.world import World


def moved(world: World) -> Rearrangement:
    return move_organisation(
        actor=world.actors["officer"], organisation=world.chamber, order=AffiliationOrder.AREA, parent=world.south,
        on=localdate(), now=now(),
    )  # fmt: skip


def test_undo_is_done_once_and_told(world: World) -> None:
    done, officer = moved(world), world.actors["officer"]
    undo_rearrangement(actor=officer, rearrangement=done, now=now())
    done.refresh_from_db()
    assert done.undone_at is not None
    assert AuditRow.objects.get(action="undo_rearrangement").detail["summary"] == done.summary
    with pytest.raises(rules.AlreadyUndone):
        undo_rearrangement(actor=officer, rearrangement=done, now=now())


def test_undo_is_refused_when_a_row_moved_on(world: World) -> None:
    done = moved(world)
    Affiliation.objects.filter(child=world.chamber, end=None).update(start=date(2020, 1, 1))
    with pytest.raises(rules.CannotUndo):
        undo_rearrangement(actor=world.actors["officer"], rearrangement=done, now=now())
    today = Affiliation.objects.on(localdate()).filter(child=world.chamber, order="area")
    assert today.get().parent == world.south
    done.refresh_from_db()
    assert done.undone_at is None


def test_undo_of_an_earlier_one_waits_for_the_later(world: World) -> None:
    """Merged, and the kept one merged on: the first can be undone only after the second."""
    first, second, third = (make.make_enterprise(name, world.chamber) for name in ("甲", "乙", "丙"))
    secretary = world.actors["secretary"]
    one = merge_enterprises(actor=secretary, kept=second, absorbed=first, now=now())
    two = merge_enterprises(actor=secretary, kept=third, absorbed=second, now=now())
    with pytest.raises(rules.CannotUndo):
        undo_rearrangement(actor=world.actors["officer"], rearrangement=one, now=now())
    undo_rearrangement(actor=secretary, rearrangement=two, now=now())
    undo_rearrangement(actor=secretary, rearrangement=one, now=now())
    assert (
        Membership.objects.filter(end=None, organisation=world.chamber, enterprise__in=[first, second, third]).count()
        == 3
    )


def test_undo_after_a_turned_row_left_or_went_is_refused(world: World) -> None:
    secretary = world.actors["secretary"]
    kept, absorbed = make.make_enterprise("甲"), make.make_enterprise("乙", world.chamber)
    make.make_membership(kept, world.chamber, end=date(2020, 1, 1))
    done = merge_enterprises(actor=world.actors["officer"], kept=kept, absorbed=absorbed, now=now())
    Membership.objects.filter(enterprise=kept, end=None).delete()
    with pytest.raises(rules.CannotUndo):
        undo_rearrangement(actor=world.actors["officer"], rearrangement=done, now=now())
    absorbed.refresh_from_db()
    assert absorbed.merged_into == kept
    post = Appointment.objects.get(pk=secretary.appointment_id)
    handed = hand_over(actor=secretary, appointment=post, successor={"name": "新人"}, on=localdate(), now=now())
    post.followed_by.get().delete()
    with pytest.raises(rules.CannotUndo):
        undo_rearrangement(actor=world.actors["officer"], rearrangement=handed, now=now())


def test_row_that_was_removed_comes_back_with_its_id(world: World) -> None:
    Affiliation.objects.filter(child=world.chamber).update(start=localdate())
    before = Affiliation.objects.get(child=world.chamber)
    done = moved(world)
    assert not Affiliation.objects.filter(pk=before.pk).exists()
    undo_rearrangement(actor=world.actors["officer"], rearrangement=done, now=now())
    assert snapshot(Affiliation.objects.get(child=world.chamber)) == snapshot(before)


def test_long_lists_are_turned_back_in_chunks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rearranging, "CHUNK", 2)
    monkeypatch.setattr("shanghui.network.actions.merging.CHUNK", 2)
    firms = [make.make_enterprise(f"厂{number}", world.other) for number in range(3)]
    officer = world.actors["officer"]
    done = merge_organisations(actor=officer, kept=world.chamber, absorbed=world.other, now=now())
    assert [len(step["pks"]) for step in done.steps if step.get("model") == "network.membership"] == [2, 1]
    undo_rearrangement(actor=officer, rearrangement=done, now=now())
    assert Membership.objects.filter(organisation=world.other, enterprise__in=firms).count() == 3


def test_undo_of_others_is_not_permitted(world: World) -> None:
    done = moved(world)
    for role in ("secretary", "convener", "visitor"):
        with pytest.raises(NotPermitted):
            undo_rearrangement(actor=world.actors[role], rearrangement=done, now=now())
