"""People are entered, appointed, relieved; a post goes from hand to hand."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.models import AuditRow
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from shanghui.network import rules
from shanghui.network.actions.people import add_person, appoint, edit_person, end_appointment, hand_over
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Appointment, Person
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def own_post(world: World) -> Appointment:
    return Appointment.objects.get(pk=world.actors["secretary"].appointment_id)


def test_person_belongs_to_whoever_entered_her(world: World) -> None:
    secretary = world.actors["secretary"]
    person = add_person(actor=secretary, facts={"name": "叶", "phone": "1"}, now=now())
    assert (person.entered_by, person.sort_key) == (world.chamber, "ye")
    edit_person(actor=secretary, person=person, facts={"phone": "2"}, now=now(), version=1)
    edit_person(actor=secretary, person=person, facts={"phone": "2"}, now=now())
    assert Person.objects.unrestricted("test").get(pk=person.pk).version == 2
    assert AuditRow.objects.get(action="edit_person").detail == {"changed": ["phone"]}  # never the phone itself
    with pytest.raises(Stale):
        edit_person(actor=secretary, person=person, facts={"phone": "3"}, now=now(), version=1)
    with pytest.raises(BadRequest):
        edit_person(actor=secretary, person=person, facts={"user": None}, now=now())
    with pytest.raises(NotPermitted):
        edit_person(actor=world.actors["other"], person=person, facts={"phone": "3"}, now=now())
    with pytest.raises(NotPermitted):
        add_person(actor=world.actors["visitor"], facts={"name": "叶"}, now=now())


def test_appointment_asks_for_place_width_and_repetition(world: World) -> None:
    secretary, person = world.actors["secretary"], make.make_person("叶")
    appoint(actor=secretary, person=person, place=world.chamber, post=Post.SECRETARY, now=now())
    with pytest.raises(rules.AlreadyThere):
        appoint(actor=secretary, person=person, place=world.chamber, post=Post.SECRETARY, now=now())
    with pytest.raises(rules.RoleBeyondOwn):
        appoint(actor=secretary, person=person, place=world.chamber, post=Post.CONVENER, now=now())
    with pytest.raises(NotPermitted):
        appoint(actor=secretary, person=person, place=world.other, post=Post.SECRETARY, now=now())
    with pytest.raises(rules.PostUnfit):
        appoint(actor=secretary, person=person, place=world.chamber, post=Post.CONTACT, now=now())
    with pytest.raises(rules.PeriodUpsideDown):
        appoint(
            actor=secretary, person=person, place=world.chamber, post=Post.STAFF, start=TODAY, end=TODAY - DAY,
            now=now(),
        )  # fmt: skip


def test_second_term_begins_the_day_after_the_first(world: World) -> None:
    secretary, person = world.actors["secretary"], make.make_person("叶")
    asked = {"actor": secretary, "person": person, "place": world.chamber, "post": Post.SECRETARY, "now": now()}
    appoint(start=date(2020, 1, 1), end=date(2024, 12, 31), **asked)  # type: ignore[arg-type]
    with pytest.raises(rules.AlreadyThere):
        appoint(start=date(2024, 12, 31), **asked)  # type: ignore[arg-type]
    appoint(start=date(2025, 1, 1), **asked)  # type: ignore[arg-type]
    assert person.appointments.count() == 2


def test_somebody_new_is_entered_with_her_post_or_not_at_all(world: World) -> None:
    secretary, firm = world.actors["secretary"], make.make_enterprise("甲", world.chamber)
    made = appoint(actor=secretary, person={"name": "新人"}, place=firm, post=Post.CONTACT, title="经办", now=now())
    assert (made.person.name, made.place, made.title) == ("新人", firm, "经办")
    with pytest.raises(rules.PostUnfit):
        appoint(actor=secretary, person={"name": "别人"}, place=firm, post=Post.SECRETARY, now=now())
    assert not Person.objects.unrestricted("test").filter(name="别人").exists()


def test_post_ends_on_its_last_day_and_not_before_its_first(world: World) -> None:
    secretary = world.actors["secretary"]
    row = make.make_appointment(make.make_person("叶"), world.chamber, Post.SECRETARY, start=TODAY)
    with pytest.raises(rules.PeriodUpsideDown):
        end_appointment(actor=secretary, appointment=row, on=TODAY - DAY, now=now())
    with pytest.raises(NotPermitted):
        end_appointment(actor=world.actors["other"], appointment=row, on=TODAY, now=now())
    end_appointment(actor=secretary, appointment=row, on=TODAY, now=now())
    row.refresh_from_db()
    assert (row.end, row.holds_on(TODAY), row.holds_on(TODAY + DAY)) == (TODAY, True, False)


def test_nobody_ends_a_wider_post_than_her_own(world: World) -> None:
    convener = Appointment.objects.get(pk=world.actors["general_convener"].appointment_id)
    make.make_appointment(convener.person, world.chamber, Post.STAFF)
    with pytest.raises(NotPermitted):
        end_appointment(actor=world.actors["convener"], appointment=convener, on=TODAY, now=now())
    officer = make.make_appointment(make.make_person(), world.chamber, Post.FEDERATION_OFFICER)
    with pytest.raises(rules.RoleBeyondOwn):
        end_appointment(actor=world.actors["secretary"], appointment=officer, on=TODAY, now=now())


def test_hand_over_ends_one_term_and_begins_the_next(world: World) -> None:
    secretary, post = world.actors["secretary"], own_post(world)
    done = hand_over(
        actor=secretary, appointment=post, successor={"name": "新人"}, on=TODAY, end=TODAY + 365 * DAY, now=now()
    )
    assert done.summary == "紧固件协会：沈知微 → 新人"
    follower = post.followed_by.get()
    assert (follower.person.name, follower.start, follower.end) == ("新人", TODAY, TODAY + 365 * DAY)
    assert (follower.post, follower.place) == (post.post, world.chamber)
    assert own_post(world).end == TODAY - DAY
    with pytest.raises(rules.AlreadyHandedOver):
        hand_over(actor=world.actors["officer"], appointment=post, successor={"name": "别人"}, on=TODAY, now=now())
    undo_rearrangement(actor=world.actors["officer"], rearrangement=done, now=now())
    assert own_post(world).end is None
    assert not post.followed_by.exists()


def test_hand_over_to_herself_or_to_a_holder_is_refused(world: World) -> None:
    second = make.make_appointment(make.make_person("韩"), world.chamber)
    for successor in (own_post(world).person, second.person):
        with pytest.raises(rules.AlreadyThere):
            hand_over(
                actor=world.actors["secretary"], appointment=own_post(world), successor=successor, on=TODAY, now=now()
            )


def test_hand_over_takes_at_least_a_day_of_each(world: World) -> None:
    post = make.make_appointment(make.make_person("叶"), world.chamber, Post.SECRETARY, start=TODAY)
    asked = {"actor": world.actors["secretary"], "appointment": post, "successor": {"name": "新人"}, "now": now()}
    for on, end in ((TODAY, None), (TODAY + 9 * DAY, TODAY + 8 * DAY)):
        with pytest.raises(rules.PeriodUpsideDown):
            hand_over(on=on, end=end, **asked)  # type: ignore[arg-type]
    hand_over(on=TODAY + DAY, end=TODAY + DAY, **asked)  # type: ignore[arg-type]
    post.refresh_from_db()
    assert (post.end, post.followed_by.get().end) == (TODAY, TODAY + DAY)


def test_holder_hands_over_herself_but_not_what_is_wider_than_she_acts(world: World) -> None:
    """Acting as a secretary she does not give away her own post of general convener."""
    convener = world.actors["general_convener"]
    post = Appointment.objects.get(pk=convener.appointment_id)
    as_secretary = make.make_appointment(post.person, world.chamber, Post.SECRETARY)
    narrow = make.actor_in(world.users["general_convener"], as_secretary, TODAY)
    with pytest.raises(rules.RoleBeyondOwn):
        hand_over(actor=narrow, appointment=post, successor={"name": "新人"}, on=TODAY, now=now())
    hand_over(actor=convener, appointment=post, successor={"name": "新人"}, on=TODAY, now=now())
    with pytest.raises(NotPermitted):
        hand_over(
            actor=world.actors["other"], appointment=own_post(world), successor={"name": "新人"}, on=TODAY, now=now()
        )
