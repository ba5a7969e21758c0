"""A person's page; appoint, end, hand over."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.accounts.invitation_text import pasteable
from shanghui.accounts.rules import AddressUnreadable
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.labels import refusal_text
from shanghui.core.message_text import message
from shanghui.core.permission import require
from shanghui.network import permissions
from shanghui.network.actions import logins
from shanghui.network.actions import people as actions
from shanghui.network.actions.writing import Facts
from shanghui.network.forms.people import PersonForm
from shanghui.network.models import Person
from shanghui.network.queries.people import posts_of_person
from shanghui.network.views.editing import edit_row


@login_required
@require_safe
def show_person(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    person = seen(Person.objects.all(), actor, pk)
    now, before = posts_of_person(actor, person)
    context: dict[str, object] = {
        "person": person,
        "posts": [
            (post, permissions.can_hand_over(actor, post), permissions.can_appoint(actor, post.place)) for post in now
        ],
        "past_posts": before,
        "may_edit": permissions.can_edit_person(actor, person),
        "may_invite": permissions.can_invite_to_sign_in(actor, person),
        "may_see_contacts": permissions.can_see_person_contacts(actor, person),
    }
    context["message"] = message("network/message/person.txt", context, reverse("network:person", args=[pk]))
    return render(request, "network/person.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    person = seen(Person.objects.all(), actor, pk)
    require(permissions.can_edit_person(actor, person))

    def save(facts: Facts, version: int | None) -> None:
        actions.edit_person(actor=actor, person=person, facts=facts, now=timezone.now(), version=version)

    contacts = permissions.can_see_person_contacts(actor, person)
    form_class: Callable[..., PersonForm] = partial(PersonForm, contacts=contacts)
    return edit_row(request, person, form_class, save, back=reverse("network:person", args=[pk]), context={})


@login_required
@require_POST
def invite_to_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The link is shown once, as text to paste and as a QR picture."""
    actor = actor_of(request)
    person = seen(Person.objects.all(), actor, pk)
    address = request.POST.get("address", "")
    try:
        issued = logins.invite_to_sign_in(actor=actor, person=person, address=address, now=timezone.now())
    except AddressUnreadable as refusal:
        messages.error(request, refusal_text(refusal))
        return redirect("network:person", pk)
    facts = {"paste": pasteable(issued), "invitation": issued.invitation}
    return render(request, "accounts/invitation_issued.html", facts, status=201)
