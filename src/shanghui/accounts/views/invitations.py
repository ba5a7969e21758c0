"""Invite, accept, take back."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.accounts import actions
from shanghui.accounts.acting import actor_of, posted
from shanghui.accounts.forms.own import AcceptanceForm, InvitationForm
from shanghui.accounts.invitation_text import pasteable
from shanghui.accounts.labels import INVITATION_STATES
from shanghui.accounts.models import Invitation, User
from shanghui.accounts.permissions import can_invite
from shanghui.accounts.queries import find_user, invitation_for, invitations_for, open_invitation
from shanghui.accounts.rules import AddressUnreadable, InvitationForAnother, InvitationState, ensure_addressee, masked
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require

SIGN_IN = "shanghui.accounts.backend.SignInBackend"
SHOWN = 200


@never_cache
@login_required
@require_safe
def list_invitations(request: HttpRequest) -> HttpResponse:
    require(can_invite(actor_of(request)))
    now = timezone.now()
    rows = [
        {"invitation": row, "label": INVITATION_STATES[row.state(now)], "open": row.state(now) is InvitationState.OPEN}
        for row in invitations_for(actor_of(request))[:SHOWN]
    ]
    return render(request, "accounts/invitations.html", {"rows": rows})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def invite_person(request: HttpRequest) -> HttpResponse:
    require(can_invite(actor_of(request)))
    form = InvitationForm(posted(request))
    if form.is_valid():
        try:
            issued = actions.invite_person(actor=actor_of(request), now=timezone.now(), **form.cleaned_data)
        except AddressUnreadable as refusal:
            form.add_error("address", refusal_text(refusal))
        else:
            facts = {"paste": pasteable(issued), "invitation": issued.invitation}
            return render(request, "accounts/invitation_issued.html", facts, status=201)
    return render(request, "accounts/invitation_create.html", {"form": form})


@require_POST
@login_required
def withdraw_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    actor = actor_of(request)
    invitation = invitation_for(actor, invitation_id)
    actions.withdraw_invitation(actor=actor, invitation=invitation, now=timezone.now())
    messages.success(request, _("邀请已撤回，链接从现在起打不开了。"))
    return redirect("accounts:invitations")


@never_cache
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Signed in: accept as oneself. Signed out: sign in first when there is a login, else set a password."""
    invitation = open_invitation(token, timezone.now())
    if isinstance(request.user, User):
        return _accept_signed_in(request, request.user, invitation, token)
    if find_user(invitation.address):
        facts = {"invitation": invitation, "masked": masked(invitation.address)}
        return render(request, "accounts/invitation_sign_in.html", facts)
    return _accept_signed_out(request, invitation, token)


def _accept_signed_in(request: HttpRequest, user: User, invitation: Invitation, token: str) -> HttpResponse:
    ensure_addressee(address=invitation.address, claimed=user.addresses)
    if request.method != "POST":
        return render(request, "accounts/invitation_confirm.html", {"invitation": invitation})
    actions.accept_invitation_as(actor=actor_of(request), user=user, token=token, now=timezone.now())
    messages.success(request, _("已接受邀请。"))
    return redirect("/")


def _accept_signed_out(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = AcceptanceForm(posted(request), initial={"name": invitation.name})
    status = 200
    if form.is_valid():
        facts = {key: form.cleaned_data[key] for key in ("address", "name", "password")}
        try:
            user = actions.accept_invitation(token=token, now=timezone.now(), **facts)
        except InvitationForAnother as refusal:
            actions.refuse_wrong_address(token=token, now=timezone.now())
            form.add_error("address", refusal_text(refusal))
            status = refusal.status
        except ValidationError as error:
            form.add_error("password", error)
        else:
            login(request, user, backend=SIGN_IN)
            messages.success(request, _("欢迎，您的账户已建好。"))
            return redirect("/")
    facts = {"form": form, "invitation": invitation, "masked": masked(invitation.address)}
    return render(request, "accounts/invitation_accept.html", facts, status=status)
