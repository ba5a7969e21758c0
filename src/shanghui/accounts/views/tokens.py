"""Tokens for programs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.accounts import actions, scopes
from shanghui.accounts.acting import actor_of, posted, signed_in
from shanghui.accounts.confirmation import confirmed
from shanghui.accounts.forms.own import TokenForm
from shanghui.accounts.models import ApiToken
from shanghui.accounts.queries import tokens_of
from shanghui.core.refusal import NotFound


@never_cache
@login_required
@require_safe
def list_tokens(request: HttpRequest) -> HttpResponse:
    facts = {"tokens": tokens_of(signed_in(request)), "offered": scopes.offered(), "now": timezone.now()}
    return render(request, "accounts/tokens.html", facts)


@never_cache
@login_required
@confirmed
@require_http_methods(["GET", "POST"])
def create_token(request: HttpRequest) -> HttpResponse:
    form = TokenForm(posted(request))
    if not form.is_valid():
        return render(request, "accounts/token_create.html", {"form": form})
    issued = actions.create_token(
        actor=actor_of(request), user=signed_in(request), now=timezone.now(), **form.cleaned_data
    )
    return render(request, "accounts/token_created.html", {"issued": issued}, status=201)


@require_POST
@login_required
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    token = ApiToken.objects.filter(pk=token_id).first()
    if token is None:
        raise NotFound()
    actions.revoke_token(actor=actor_of(request), token=token, now=timezone.now())
    messages.success(request, _("令牌已作废，用它的程序从现在起连不上了。"))
    return redirect("accounts:tokens")
