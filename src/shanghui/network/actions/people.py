"""People and their posts: appoint, end, hand over."""

from datetime import date, datetime

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.network import permissions, rules
from shanghui.network.actions.rearranging import Steps, keep
from shanghui.network.actions.writing import Facts, changed, ensure_fresh, set_keys
from shanghui.network.models import Appointment, Enterprise, Organisation, Person, Rearrangement
from shanghui.network.rules import Post, RearrangementKind

EDITABLE = frozenset({"name", "phone", "email"})


@transaction.atomic
def add_person(*, actor: Actor, facts: Facts, now: datetime) -> Person:
    require(permissions.can_add_person(actor))
    person = Person(entered_by_id=actor.organisation_id)
    changed(person, facts, EDITABLE)
    set_keys(person)
    person.save()
    audit.record(actor, "add_person", person, now=now, name=person.name)
    return person


@transaction.atomic
def edit_person(*, actor: Actor, person: Person, facts: Facts, now: datetime, version: int | None = None) -> None:
    person = Person.objects.unrestricted("the action asks").select_for_update().get(pk=person.pk)
    require(permissions.can_edit_person(actor, person))
    ensure_fresh(person, version)
    differences = changed(person, facts, EDITABLE)
    if differences:
        person.version += 1
        set_keys(person)
        person.save()
        audit.record(actor, "edit_person", person, now=now, changed=sorted(differences))


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    person: Person | Facts,
    place: Organisation | Enterprise,
    post: Post,
    now: datetime,
    title: str = "",
    start: date | None = None,
    end: date | None = None,
) -> Appointment:
    """Give a person a post in an organisation or an enterprise; never a wider one than the actor's own.

    Somebody who is not known yet comes as facts and is entered in the same transaction.
    """
    require(permissions.can_appoint(actor, place))
    rules.ensure_not_wider(actor.role, post)
    rules.ensure_period(start, end)
    organisation = place if isinstance(place, Organisation) else None
    rules.ensure_post_fits(post, kind=organisation.kind_enum if organisation else None)
    enterprise = place if isinstance(place, Enterprise) else None
    person = _known(actor, person, now)
    Person.objects.unrestricted("one post at a time").select_for_update().get(pk=person.pk)
    same = Appointment.objects.filter(person=person, organisation=organisation, enterprise=enterprise, post=post)
    if any(rules.periods_meet(start, end, row.start, row.end) for row in same):
        raise rules.AlreadyThere()
    row = Appointment.objects.create(
        person=person, organisation=organisation, enterprise=enterprise, post=post, title=title, start=start, end=end
    )
    audit.record(actor, "appoint", person, now=now, place=place.name, post=post.value)
    return row


@transaction.atomic
def end_appointment(*, actor: Actor, appointment: Appointment, on: date, now: datetime) -> None:
    """The last day of the post is `on`."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require(permissions.can_appoint(actor, appointment.place))
    rules.ensure_not_wider(actor.role, appointment.post_enum)
    rules.ensure_period(appointment.start, on)
    appointment.end = on
    appointment.save()
    audit.record(actor, "end_appointment", appointment.person, now=now, post=appointment.post, on=on.isoformat())


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    appointment: Appointment,
    successor: Person | Facts,
    on: date,
    now: datetime,
    end: date | None = None,
) -> Rearrangement:
    """From `on`, the successor holds the post; the predecessor's term ends the day before, if it was not over. Can be undone."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require(permissions.can_hand_over(actor, appointment))
    rules.ensure_not_wider(actor.role, appointment.post_enum)
    if appointment.followed_by.exists():
        raise rules.AlreadyHandedOver()
    rules.ensure_period(appointment.start, rules.day_before(on))
    rules.ensure_period(on, end)
    successor = _known(actor, successor, now)
    _ensure_free(appointment, successor, on, end)
    steps = Steps()
    steps.changing(appointment)
    last = rules.day_before(on)
    appointment.end = min(appointment.end or last, last)
    appointment.save()
    steps.changed(appointment)
    follower = Appointment.objects.create(
        person=successor,
        organisation_id=appointment.organisation_id,
        enterprise_id=appointment.enterprise_id,
        post=appointment.post,
        title=appointment.title,
        start=on,
        end=end,
        follows=appointment,
    )
    steps.made(follower)
    audit.record(actor, "hand_over", appointment.person, now=now, to=successor.name, on=on.isoformat())
    summary = f"{appointment.place.called}：{appointment.person.name} → {successor.name}"
    return keep(actor, RearrangementKind.HAND_OVER, appointment, follower, summary, steps, now)


def _known(actor: Actor, somebody: Person | Facts, now: datetime) -> Person:
    return somebody if isinstance(somebody, Person) else add_person(actor=actor, facts=somebody, now=now)


def _ensure_free(appointment: Appointment, successor: Person, on: date, end: date | None) -> None:
    """Raises AlreadyThere when the successor holds the very post, or is the predecessor herself."""
    same = Appointment.objects.filter(
        person=successor,
        organisation=appointment.organisation_id,
        enterprise=appointment.enterprise_id,
        post=appointment.post,
    )
    held = any(rules.periods_meet(on, end, row.start, row.end) for row in same)
    if held or successor.pk == appointment.person_id:
        raise rules.AlreadyThere()
