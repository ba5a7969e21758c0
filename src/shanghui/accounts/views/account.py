"""My account: one page from which everything about a login is reached."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shanghui.accounts.acting import actor_of, posted, signed_in
from shanghui.accounts.actions import change_addresses, update_profile
from shanghui.accounts.confirmation import confirmed
from shanghui.accounts.cookies import keep_language, keep_text_size
from shanghui.accounts.duties import FACTORS
from shanghui.accounts.forms.own import AddressesForm, ProfileForm
from shanghui.accounts.permissions import can_invite, can_manage_logins
from shanghui.accounts.queries import open_sessions, tokens_of
from shanghui.accounts.rules import AddressTaken, AddressUnreadable
from shanghui.core.labels import refusal_text


@never_cache
@login_required
@require_safe
def show_account(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    actor = actor_of(request)
    facts = {
        "can_invite": can_invite(actor),
        "can_manage_logins": can_manage_logins(actor),
        "factors": Authenticator.objects.filter(user=user, type__in=FACTORS).count(),
        "sessions": len(open_sessions(user, request.session.session_key)),
        "tokens": tokens_of(user).count(),
    }
    return render(request, "accounts/account.html", facts)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def edit_profile(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = ProfileForm(posted(request), instance=user, initial={"language": user.language or request.LANGUAGE_CODE})
    if not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form})
    update_profile(actor=actor_of(request), user=user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("已保存。"))
    response = redirect("accounts:account")
    keep_language(response, user.language)
    keep_text_size(response, larger=user.larger_text)
    return response


@never_cache
@login_required
@confirmed
@require_http_methods(["GET", "POST"])
def edit_addresses(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = AddressesForm(posted(request), initial={"mobile": user.mobile, "email": user.email})
    if form.is_valid():
        try:
            change_addresses(actor=actor_of(request), user=user, now=timezone.now(), **form.cleaned_data)
        except (AddressTaken, AddressUnreadable) as refusal:
            form.add_error(None, refusal_text(refusal))
    if not form.is_valid():
        return render(request, "accounts/addresses.html", {"form": form})
    messages.success(request, _("已保存，下次可以用新的手机号或邮箱登录。"))
    return redirect("accounts:account")
