"""People with posts from rows: added or edited, appointed, and taken back while nobody built on them."""

from datetime import date

import pytest
from django.utils.timezone import now

from shanghui.core.actor import Actor
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotPermitted
from shanghui.network import rules
from shanghui.network.actions.importing_people import undo_each, write_person
from shanghui.network.actions.people import edit_person
from shanghui.network.models import Appointment, Person
from shanghui.network.rules import Post
from shanghui.sheets.kinds import Line, Outcome
from tests.factories import network as make
from tests.factories.world import World

NAME = "叶清和"


def write(actor: Actor, person: Person | None = None, **values: object) -> Outcome:
    return write_person(actor, Line(2, {}, {"name": NAME} | values), person, now())  # type: ignore[arg-type]


def undo(actor: Actor, *outcomes: Outcome) -> list[str]:
    return [one.kept for one in undo_each(actor, outcomes, now())]


def people() -> list[str]:
    return list(Person.objects.unrestricted("test").filter(name=NAME).values_list("name", flat=True))


def test_row_adds_a_person_with_her_post(world: World) -> None:
    secretary = world.actors["secretary"]
    done = write(
        secretary, phone="1", organisation_id=world.chamber.pk, post="secretary", title="办公室主任",
        start="2023-09-01", end="2028-08-31",
    )  # fmt: skip
    row = Appointment.objects.get(person=done.subject)
    assert (row.place, row.post, row.title) == (world.chamber, "secretary", "办公室主任")
    assert (row.start, row.end, done.state) == (date(2023, 9, 1), date(2028, 8, 31), "written")
    assert undo(secretary, done) == [""]
    assert people() == []


def test_post_in_a_firm_and_a_row_without_any(world: World) -> None:
    firm = make.make_enterprise("甲", world.chamber)
    contact = write(world.actors["secretary"], enterprise_id=firm.pk, post="contact")
    assert Appointment.objects.get(person=contact.subject).place == firm
    nobody = write(world.actors["secretary"])
    assert not Appointment.objects.filter(person=nobody.subject).exists()


def test_known_person_is_edited_and_her_post_is_not_doubled(world: World) -> None:
    secretary = world.actors["secretary"]
    person = make.make_person(NAME, entered_by=world.chamber)
    post = make.make_appointment(person, world.chamber, Post.SECRETARY, start=date(2020, 1, 1))
    said = {"phone": "2", "organisation_id": world.chamber.pk, "post": "secretary"}
    done = write(
        secretary, Person.objects.unrestricted("test").get(pk=person.pk), **said, title="秘书", end="2028-12-31"
    )
    post.refresh_from_db()
    assert (done.state, post.title, post.end, post.start) == ("updated", "秘书", date(2028, 12, 31), date(2020, 1, 1))
    assert AuditRow.objects.get(action="edit_appointment").detail["changed"]["title"] == ["", "秘书"]
    again = write(secretary, Person.objects.unrestricted("test").get(pk=person.pk), **said, title="秘书")
    assert again.state == "unchanged"
    assert undo(secretary, done) == [""]
    post.refresh_from_db()
    person.refresh_from_db()
    assert (post.title, post.end, person.phone, person.version) == ("", None, "", 1)


def test_second_term_that_does_not_meet_the_first_is_a_new_one(world: World) -> None:
    person = make.make_person(NAME, entered_by=world.chamber)
    make.make_appointment(person, world.chamber, Post.SECRETARY, end=date(2020, 12, 31))
    write(world.actors["secretary"], person, organisation_id=world.chamber.pk, post="secretary", start="2021-01-01")
    assert person.appointments.count() == 2


def test_refusals_of_the_pages_hold_for_rows(world: World) -> None:
    secretary, person = world.actors["secretary"], make.make_person(NAME, entered_by=world.chamber)
    with pytest.raises(rules.RoleBeyondOwn):
        write(secretary, organisation_id=world.chamber.pk, post="federation_officer")
    with pytest.raises(NotPermitted):
        write(secretary, organisation_id=world.other.pk, post="secretary")
    make.make_appointment(person, world.other, Post.SECRETARY)
    with pytest.raises(NotPermitted):  # a post that is there already is not changed by others either
        write(secretary, person, organisation_id=world.other.pk, post="secretary", title="秘书")
    make.make_appointment(person, world.chamber, Post.SECRETARY, start=date(2023, 1, 1), end=date(2024, 1, 1))
    with pytest.raises(rules.PeriodUpsideDown):
        write(
            secretary, person, organisation_id=world.chamber.pk, post="secretary", start="2023-06-01", end="2022-01-01"
        )


def test_undo_takes_back_row_by_row_what_two_rows_said_of_one_person(world: World) -> None:
    secretary = world.actors["secretary"]
    first = write(secretary, organisation_id=world.chamber.pk, post="secretary")
    person = Person.objects.unrestricted("test").get(pk=first.subject)
    second = write(secretary, person, phone="1", organisation_id=world.chamber.pk, post="staff")
    assert (second.state, person.appointments.count()) == ("updated", 2)
    assert undo(secretary, second, first) == ["", ""]
    assert people() == []


def test_undo_keeps_by_name_whoever_was_built_on(world: World) -> None:
    secretary = world.actors["secretary"]

    def made() -> tuple[Outcome, Appointment]:
        done = write(secretary, organisation_id=world.chamber.pk, post="secretary")
        return done, Appointment.objects.get(person=done.subject)

    (retitled, one), (followed, two), (posted, three), (signs_in, four), (edited, five) = (made() for _ in range(5))
    Appointment.objects.filter(pk=one.pk).update(title="秘书")
    make.make_appointment(make.make_person(), world.chamber, follows=two)
    make.make_appointment(three.person, world.district)
    Person.objects.unrestricted("test").filter(pk=four.person_id).update(user=make.make_user())
    edit_person(actor=secretary, person=five.person, facts={"phone": "9"}, now=now())
    assert undo(secretary, retitled, followed, posted, signs_in, edited) == [NAME] * 5
    assert len(people()) == 5


def test_undo_keeps_a_post_or_a_person_that_was_changed_again(world: World) -> None:
    secretary = world.actors["secretary"]
    person = make.make_person(NAME, entered_by=world.chamber)
    post = make.make_appointment(person, world.chamber, Post.SECRETARY)
    titled = write(secretary, person, organisation_id=world.chamber.pk, post="secretary", title="秘书")
    Appointment.objects.filter(pk=post.pk).update(title="主任")
    assert undo(secretary, titled) == [NAME]
    called = write(secretary, Person.objects.unrestricted("test").get(pk=person.pk), phone="1")
    edit_person(actor=secretary, person=person, facts={"phone": "2"}, now=now())
    assert undo(secretary, called) == [NAME]


def test_undo_of_what_is_gone_is_done(world: World) -> None:
    secretary = world.actors["secretary"]
    done = write(secretary)
    Person.objects.unrestricted("test").filter(pk=done.subject).delete()
    assert undo(secretary, done) == [""]
    kept = make.make_person(NAME, entered_by=world.chamber)
    post = write(secretary, kept, organisation_id=world.chamber.pk, post="secretary")
    Appointment.objects.filter(person=kept).delete()
    assert undo(secretary, post) == [""]
    assert people() == [NAME]
