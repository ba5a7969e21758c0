"""Move, merge, hand over, and back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from shanghui.network import rules
from shanghui.network.actions.enterprises import add_enterprise, add_membership, edit_enterprise, edit_membership
from shanghui.network.actions.merging import merge_enterprises, merge_organisations
from shanghui.network.actions.organisations import edit_organisation, move_organisation, remove_host, set_host
from shanghui.network.actions.people import add_person, appoint, edit_person, end_appointment, hand_over
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Affiliation, Appointment, Enterprise, HostTerm, Membership, Person
from shanghui.network.rules import AffiliationOrder, Post
from tests.factories import network as make
from tests.network.conftest import World

AREA = AffiliationOrder.AREA


def areas_of(world: World, day: date) -> set[int]:
    return set(Affiliation.objects.on(day).filter(child=world.chamber, order="area").values_list("parent", flat=True))


def test_move_keeps_history_and_can_be_undone(world: World) -> None:
    today, officer = localdate(), world.actors["officer"]
    done = move_organisation(
        actor=officer, organisation=world.chamber, order=AREA, parent=world.south, on=today, now=now()
    )
    assert areas_of(world, today) == {world.south.pk}
    assert areas_of(world, today - timedelta(days=1)) == {world.north.pk}
    undo_rearrangement(actor=officer, rearrangement=done, now=now())
    assert areas_of(world, today) == {world.north.pk}
    with pytest.raises(rules.AlreadyUndone):
        undo_rearrangement(actor=officer, rearrangement=done, now=now())


def test_move_out_and_back_within_a_day(world: World) -> None:
    today, officer = localdate(), world.actors["officer"]
    for parent in (world.south, None, world.north):
        move_organisation(actor=officer, organisation=world.chamber, order=AREA, parent=parent, on=today, now=now())
    assert areas_of(world, today) == {world.north.pk}
    with pytest.raises(rules.AlreadyThere):
        move_organisation(
            actor=officer, organisation=world.chamber, order=AREA, parent=world.north, on=today, now=now()
        )


def test_move_is_the_federations_alone(world: World) -> None:
    with pytest.raises(NotPermitted):
        move_organisation(
            actor=world.actors["secretary"], organisation=world.chamber, order=AREA, parent=world.south,
            on=localdate(), now=now(),
        )  # fmt: skip


def test_undo_is_refused_when_a_row_moved_on(world: World) -> None:
    officer = world.actors["officer"]
    done = move_organisation(
        actor=officer, organisation=world.chamber, order=AREA, parent=world.south, on=localdate(), now=now()
    )
    Affiliation.objects.filter(child=world.chamber, end=None).update(start=date(2020, 1, 1))
    with pytest.raises(rules.CannotUndo):
        undo_rearrangement(actor=officer, rearrangement=done, now=now())
    assert areas_of(world, localdate()) == {world.south.pk}


def test_merge_enterprises_turns_everything_and_back(world: World) -> None:
    kept = make.make_enterprise("上海砺锋有限公司", world.chamber)
    absorbed = make.make_enterprise("上海砺锋厂", world.chamber, world.district, phone="021", short_name="砺锋")
    make.make_appointment(make.make_person("程"), absorbed, Post.CONTACT)
    before = list(Membership.objects.order_by("pk").values())
    secretary = world.actors["secretary"]
    done = merge_enterprises(actor=secretary, kept=kept, absorbed=absorbed, now=now())
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    assert (absorbed.merged_into_id, kept.former_names, kept.phone) == (kept.pk, "上海砺锋厂", "021")
    today = Membership.objects.on(localdate())
    assert set(today.filter(enterprise=kept).values_list("organisation", flat=True)) == {
        world.chamber.pk,
        world.district.pk,
    }
    assert not today.filter(enterprise=absorbed).exists()
    assert kept.appointments.count() == 1
    with pytest.raises(rules.AlreadyMerged):
        merge_enterprises(actor=secretary, kept=kept, absorbed=absorbed, now=now())
    undo_rearrangement(actor=secretary, rearrangement=done, now=now())
    assert list(Membership.objects.order_by("pk").values()) == before
    assert absorbed.appointments.count() == 1


def test_merge_needs_two_and_rights_over_both(world: World) -> None:
    own, foreign = make.make_enterprise("甲", world.chamber), make.make_enterprise("乙", world.other)
    secretary = world.actors["secretary"]
    with pytest.raises(rules.MergeWithItself):
        merge_enterprises(actor=secretary, kept=own, absorbed=own, now=now())
    with pytest.raises(NotPermitted):
        merge_enterprises(actor=secretary, kept=own, absorbed=foreign, now=now())


def test_merge_organisations_takes_members_and_posts_along(world: World) -> None:
    firm = make.make_enterprise("甲", world.other)
    both = make.make_enterprise("乙", world.other, world.chamber)
    officer = world.actors["officer"]
    done = merge_organisations(actor=officer, kept=world.chamber, absorbed=world.other, now=now())
    assert Membership.objects.on(localdate()).filter(enterprise=firm, organisation=world.chamber).exists()
    assert Membership.objects.on(localdate()).filter(enterprise=both).count() == 1
    assert Appointment.objects.filter(organisation=world.chamber).count() == 2
    undo_rearrangement(actor=officer, rearrangement=done, now=now())
    assert Membership.objects.on(localdate()).filter(organisation=world.other).count() == 2


def test_undo_of_others_is_not_permitted(world: World) -> None:
    done = merge_organisations(actor=world.actors["officer"], kept=world.chamber, absorbed=world.other, now=now())
    with pytest.raises(NotPermitted):
        undo_rearrangement(actor=world.actors["secretary"], rearrangement=done, now=now())


def test_hand_over_ends_one_term_and_begins_the_next(world: World) -> None:
    secretary, today = world.actors["secretary"], localdate()
    post = Appointment.objects.get(pk=secretary.appointment_id)
    done = hand_over(actor=secretary, appointment=post, successor={"name": "新人"}, on=today, now=now())
    follower = post.followed_by.get()
    assert (follower.person.name, follower.start, follower.post) == ("新人", today, post.post)
    assert Appointment.objects.get(pk=post.pk).end == today - timedelta(days=1)
    undo_rearrangement(actor=world.actors["officer"], rearrangement=done, now=now())
    assert Appointment.objects.get(pk=post.pk).end is None
    assert not post.followed_by.exists()


def test_hand_over_to_herself_or_to_a_holder_is_refused(world: World) -> None:
    secretary = world.actors["secretary"]
    post = Appointment.objects.get(pk=secretary.appointment_id)
    second = make.make_appointment(make.make_person("韩"), world.chamber)
    for successor in (post.person, second.person):
        with pytest.raises(rules.AlreadyThere):
            hand_over(actor=secretary, appointment=post, successor=successor, on=localdate(), now=now())


def test_hosts_do_not_overlap_and_are_units(world: World) -> None:
    convener = world.actors["convener"]
    start, end = date(2026, 1, 1), date(2026, 3, 31)
    term = set_host(actor=convener, area=world.north, unit=world.district, start=start, end=end, now=now())
    with pytest.raises(rules.HostPeriodTaken):
        set_host(actor=convener, area=world.north, unit=world.chamber, start=end, end=end, now=now())
    with pytest.raises(rules.NotAUnit):
        set_host(
            actor=convener, area=world.north, unit=world.other, start=date(2027, 1, 1), end=date(2027, 2, 1), now=now()
        )
    remove_host(actor=convener, term=term, now=now())
    assert not HostTerm.objects.exists()


def test_appoint_checks_place_width_and_repetition(world: World) -> None:
    secretary, person = world.actors["secretary"], make.make_person("叶")
    appoint(actor=secretary, person=person, place=world.chamber, post=Post.SECRETARY, now=now())
    with pytest.raises(rules.AlreadyThere):
        appoint(actor=secretary, person=person, place=world.chamber, post=Post.SECRETARY, now=now())
    with pytest.raises(rules.RoleBeyondOwn):
        appoint(actor=secretary, person=person, place=world.chamber, post=Post.CONVENER, now=now())
    with pytest.raises(NotPermitted):
        appoint(actor=secretary, person=person, place=world.other, post=Post.SECRETARY, now=now())
    firm = make.make_enterprise("甲", world.chamber)
    made = appoint(actor=secretary, person={"name": "新人"}, place=firm, post=Post.CONTACT, now=now())
    end_appointment(actor=secretary, appointment=made, on=localdate(), now=now())
    assert Appointment.objects.get(pk=made.pk).end == localdate()


def test_edit_refuses_foreign_fields_and_stale_versions(world: World) -> None:
    secretary, firm = world.actors["secretary"], make.make_enterprise("甲", world.chamber)
    with pytest.raises(BadRequest):
        edit_enterprise(actor=secretary, enterprise=firm, facts={"merged_into": firm}, now=now())
    edit_enterprise(actor=secretary, enterprise=firm, facts={"name": "乙", "capital": None}, now=now(), version=1)
    with pytest.raises(Stale):
        edit_enterprise(actor=secretary, enterprise=firm, facts={"name": "丙"}, now=now(), version=1)
    edit_enterprise(actor=secretary, enterprise=firm, facts={"name": "乙"}, now=now())
    assert Enterprise.objects.unrestricted("test").get(pk=firm.pk).version == 2
    edit_organisation(actor=secretary, organisation=world.chamber, facts={"phone": "021"}, now=now())
    edit_organisation(actor=secretary, organisation=world.chamber, facts={"phone": "021"}, now=now())
    person = add_person(actor=secretary, facts={"name": "叶"}, now=now())
    edit_person(actor=secretary, person=person, facts={"phone": "1"}, now=now())
    edit_person(actor=secretary, person=person, facts={"phone": "1"}, now=now())
    assert Person.objects.unrestricted("test").get(pk=person.pk).version == 2


def test_member_is_taken_in_once_and_let_go(world: World) -> None:
    secretary = world.actors["secretary"]
    firm = add_enterprise(actor=secretary, facts={"name": "甲"}, organisation=world.chamber, now=now())
    with pytest.raises(rules.AlreadyThere):
        add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts={}, now=now())
    with pytest.raises(NotPermitted):
        add_membership(actor=secretary, enterprise=firm, organisation=world.other, facts={}, now=now())
    row = firm.memberships.get()
    edit_membership(actor=secretary, membership=row, facts={"end": localdate() - timedelta(days=1)}, now=now())
    add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts={}, now=now())
    assert firm.memberships.count() == 2


def test_a_day_begins_at_midnight_in_shanghai(world: World) -> None:
    """At one in the morning it is still yesterday in UTC: who left yesterday may come back."""
    secretary, early = world.actors["secretary"], datetime(2026, 5, 2, 17, 0, tzinfo=UTC)
    period = {"start": date(2025, 1, 1), "end": date(2026, 5, 2)}
    firm = add_enterprise(
        actor=secretary, facts={"name": "甲"}, organisation=world.chamber, membership=period, now=early
    )
    facts = {"start": date(2026, 5, 2)}
    with pytest.raises(rules.AlreadyThere):
        add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts=facts, now=early)
    add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts={}, now=early)


def test_membership_that_would_run_beside_another_is_refused(world: World) -> None:
    """Not only on its first day: one that began earlier and never ended would run beside the present one."""
    secretary, firm, today = world.actors["secretary"], make.make_enterprise(), localdate()
    make.make_membership(firm, world.chamber, start=today)
    for facts in ({"start": today - timedelta(days=900)}, {"start": today + timedelta(days=9)}, {}):
        with pytest.raises(rules.AlreadyThere):
            add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts=facts, now=now())
    before = {"start": today - timedelta(days=900), "end": today - timedelta(days=300)}
    add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts=before, now=now())
