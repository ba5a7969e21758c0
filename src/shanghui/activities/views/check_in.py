"""What a phone's camera opens: the host's people check the guest in, everybody else sees a pass."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.accounts import throttle
from shanghui.activities import permissions, rules
from shanghui.activities.actions.arrivals import check_in_by_code
from shanghui.activities.models import Registration
from shanghui.activities.queries.codes import code_address, guest_of_code
from shanghui.activities.views.private import as_private
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.qr import qr_picture
from shanghui.core.refusal import NotFound, Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_code(request: HttpRequest, key: str) -> HttpResponse:
    """To look changes nothing; unknown codes are absent, and who tries many is slowed down."""
    ensure_keys(request)
    slowed = throttle.guessing(request)
    if slowed is not None:
        return as_private(slowed)
    try:
        guest = guest_of_code(key)
    except NotFound:
        throttle.note_guess(request)
        raise
    actor = actor_of(request)
    may = request.user.is_authenticated and permissions.can_check_in(actor, guest.activity)
    if request.method == "POST":
        require(may)
        return as_private(_checked_in(request, actor, guest))
    if may:
        return as_private(_page(request, guest))
    context = {"guest": guest, "activity": guest.activity, "qr": qr_picture(code_address(guest))}
    return as_private(render(request, "activities/pass.html", context))


def _checked_in(request: HttpRequest, actor: Actor, guest: Registration) -> HttpResponse:
    over = request.POST.get("over") == "1"
    try:
        check_in_by_code(actor=actor, code=guest.code, now=timezone.now(), over=over)
    except Refusal as refusal:
        guest.refresh_from_db()
        asks_over = isinstance(refusal, rules.NoSeatLeft)
        return _page(request, guest, refusal_text(refusal), asks_over=asks_over, status=refusal.status)
    messages.success(request, _("%(name)s已签到。") % {"name": guest.name})
    return redirect("activities:check_in_code", guest.code)


def _page(
    request: HttpRequest, guest: Registration, refusal: str = "", *, asks_over: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "guest": guest,
        "activity": guest.activity,
        "refusal": refusal,
        "asks_over": asks_over,
        "may_arrive": guest.arrived_at is None and guest.state_enum in rules.STANDING and not asks_over,
    }
    return render(request, "activities/check_in.html", context, status=status)
