"""Give, end and hand over a post."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, seen
from shanghui.core.audit import note_foreign
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound
from shanghui.network import permissions
from shanghui.network.actions import people as actions
from shanghui.network.actions.writing import Facts
from shanghui.network.forms.people import AppointForm, EndForm, HandOverForm
from shanghui.network.models import Appointment, Enterprise, Organisation, Person
from shanghui.network.queries.people import find_people, seen_appointments
from shanghui.network.rules import posts_to_give

Place = Organisation | Enterprise


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appoint_in_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    place = seen(Organisation.objects.all(), actor_of(request), pk)
    kind = "area" if place.kind == "area" else "organisation"
    return _appoint(request, place, reverse(f"network:{kind}", args=[pk]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appoint_in_enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    place = seen(Enterprise.objects.all(), actor_of(request), pk)
    return _appoint(request, place, reverse("network:enterprise", args=[pk]))


def _appoint(request: HttpRequest, place: Place, back: str) -> HttpResponse:
    ensure_keys(request, "q", "person")
    actor = actor_of(request)
    require(permissions.can_appoint(actor, place))
    kind = place.kind_enum if isinstance(place, Organisation) else None
    form = AppointForm(
        request.POST or None, people=Person.objects.visible_to(actor), posts=posts_to_give(kind, actor.role)
    )
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        post = next(post for post in posts_to_give(kind, actor.role) if post == facts["post"])
        made = actions.appoint(
            actor=actor, person=_somebody(facts), place=place, post=post, now=timezone.now(),
            title=facts["title"], start=facts["start"], end=facts["end"],
        )  # fmt: skip
        messages.success(request, _("%(name)s的任职已登记。") % {"name": made.person.name})
        return redirect(back)
    context = _search(request, actor, form) | {"place": place, "back": back}
    return render(request, "network/appoint.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    appointment = _post(actor, pk)
    require(permissions.can_appoint(actor, appointment.place))
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    back = reverse("network:person", args=[appointment.person_id])
    if request.method == "POST" and form.is_valid():
        actions.end_appointment(actor=actor, appointment=appointment, on=form.cleaned_data["on"], now=timezone.now())
        messages.success(request, _("%(name)s的任职已写上截止日期。") % {"name": appointment.person.name})
        return redirect(back)
    context = {
        "form": form,
        "title": _("结束任职"),
        "row": appointment.person,
        "back": back,
        "appointment": appointment,
    }
    return render(request, "network/form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose or enter the successor and the day; read the sentence; done, with a way back."""
    ensure_keys(request, "q", "person")
    actor = actor_of(request)
    appointment = _post(actor, pk)
    require(permissions.can_hand_over(actor, appointment))
    form = HandOverForm(request.POST or None, people=Person.objects.visible_to(actor), today=timezone.localdate())
    preview = None
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if facts["sure"]:
            done = actions.hand_over(
                actor=actor, appointment=appointment, successor=_somebody(facts),
                on=facts["on"], end=facts["end"], now=timezone.now(),
            )  # fmt: skip
            return redirect("network:rearrangement", done.pk)
        preview = facts
    context = _search(request, actor, form) | {
        "appointment": appointment,
        "preview": preview,
        "back": reverse("network:person", args=[appointment.person_id]),
    }
    return render(request, "network/hand_over.html", context, status=422 if form.errors else 200)


def _post(actor: Actor, pk: int) -> Appointment:
    rows = seen_appointments(actor).filter(pk=pk, person__in=Person.objects.visible_to(actor).values("pk"))
    row = rows.select_related("person", "organisation", "enterprise").first()
    if row is None:
        note_foreign(actor, Appointment, pk, now=timezone.now())
        raise NotFound()
    return row


def _somebody(facts: Mapping[str, Any]) -> Person | Facts:
    """The chosen person, or what was typed about a new one."""
    return facts["person"] or {"name": facts["name"], "phone": facts["phone"]}


def _search(request: HttpRequest, actor: Actor, form: AppointForm | HandOverForm) -> dict[str, object]:
    """Search results for `?q=`, and the person chosen by `?person=` or in the form."""
    text, chosen = request.GET.get("q", "").strip(), request.POST.get("person") or request.GET.get("person", "")
    people = Person.objects.visible_to(actor)
    person = people.filter(pk=number(chosen)).first() if chosen else None
    return {"form": form, "q": text, "found": find_people(actor, text) if text else None, "chosen": person}
