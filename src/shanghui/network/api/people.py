"""People: find, read, enter, edit, appoint, end, hand over."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.core.actor import Actor
from shanghui.core.audit import note_foreign
from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.network import permissions
from shanghui.network.actions import people
from shanghui.network.api import shapes
from shanghui.network.api.asking import PageQuery, actor_of, facts_of, one, page
from shanghui.network.models import Appointment, Enterprise, Organisation, Person, Rearrangement
from shanghui.network.queries.names import name_filter
from shanghui.network.queries.people import seen_appointments

router = Router(tags=["people"])


@router.get("", response=shapes.PersonPage)
def list_people(request: HttpRequest, query: Query[PageQuery]) -> object:
    rows = Person.objects.visible_to(actor_of(request)).filter(name_filter(query.q))
    return page(request, rows, query, shapes.person_out)


@router.post("", response={201: shapes.PersonOut})
@decorate_view(idempotent)
def add_person(request: HttpRequest, body: shapes.PersonIn) -> object:
    made = people.add_person(actor=actor_of(request, "network:write"), facts=facts_of(body), now=now())
    return Status(201, shapes.person_out(made, contacts=True))


@router.get("/{person_id}", response=shapes.PersonWithPosts)
def read_person(request: HttpRequest, person_id: int) -> object:
    actor = actor_of(request)
    person = one(Person.objects.all(), actor, person_id)
    seen = permissions.can_see_person_contacts(actor, person)
    posts = seen_appointments(actor).filter(person=person).select_related("organisation", "enterprise")
    appointments = [shapes.appointment_out(row) for row in posts]
    return shapes.PersonWithPosts(**shapes.person_out(person, seen).dict(), appointments=appointments)


@router.patch("/{person_id}", response=shapes.PersonOut)
def edit_person(request: HttpRequest, person_id: int, body: shapes.PersonPatch) -> object:
    actor = actor_of(request, "network:write")
    person = one(Person.objects.all(), actor, person_id)
    people.edit_person(actor=actor, person=person, facts=facts_of(body), now=now(), version=body.version)
    return shapes.person_out(one(Person.objects.all(), actor, person_id), contacts=True)


@router.post("/{person_id}/appointments", response={201: shapes.AppointmentOut})
@decorate_view(idempotent)
def appoint(request: HttpRequest, person_id: int, body: shapes.AppointmentIn) -> object:
    actor = actor_of(request, "network:write")
    person = one(Person.objects.all(), actor, person_id)
    made = people.appoint(
        actor=actor,
        person=person,
        place=_place(actor, body),
        post=body.post,
        title=body.title,
        start=body.start,
        end=body.end,
        now=now(),
    )
    return Status(201, shapes.appointment_out(made))


@router.post("/appointments/{appointment_id}/end", response=shapes.AppointmentOut)
@decorate_view(idempotent)
def end_appointment(request: HttpRequest, appointment_id: int, body: shapes.EndIn) -> object:
    actor = actor_of(request, "network:write")
    appointment = _appointment(actor, appointment_id)
    people.end_appointment(actor=actor, appointment=appointment, on=body.on, now=now())
    return shapes.appointment_out(_appointment(actor, appointment_id))


@router.post("/appointments/{appointment_id}/hand-over", response=shapes.RearrangementOut)
@decorate_view(idempotent)
def hand_over(request: HttpRequest, appointment_id: int, body: shapes.HandOverIn) -> Rearrangement:
    actor = actor_of(request, "network:write")
    appointment = _appointment(actor, appointment_id)
    successor = one(Person.objects.all(), actor, body.successor)
    return people.hand_over(
        actor=actor, appointment=appointment, successor=successor, on=body.on, end=body.end, now=now()
    )


def _place(actor: Actor, body: shapes.AppointmentIn) -> Organisation | Enterprise:
    if body.organisation and not body.enterprise:
        return one(Organisation.objects.all(), actor, body.organisation)
    if body.enterprise and not body.organisation:
        return one(Enterprise.objects.all(), actor, body.enterprise)
    raise BadRequest()


def _appointment(actor: Actor, pk: int) -> Appointment:
    rows = seen_appointments(actor).filter(person__in=Person.objects.visible_to(actor))
    row = rows.select_related("organisation", "enterprise", "person").filter(pk=pk).first()
    if row is None:
        note_foreign(actor, Appointment, pk, now=now())
        raise NotFound()
    return row
