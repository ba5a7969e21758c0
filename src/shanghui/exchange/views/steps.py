"""What is done on a listing's page: one address and one action each."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest
from shanghui.exchange import permissions
from shanghui.exchange.actions import listings as actions
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Check, Closing

Step = Callable[[Actor, Listing], object]


@login_required
@require_POST
def submit_listing(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    done = _("已提交，等同事或片区的秘书审核。")
    return _done(request, pk, done, lambda actor, row: actions.submit_listing(actor=actor, listing=row, now=now))


@login_required
@require_POST
def publish_listing(request: HttpRequest, pk: int) -> HttpResponse:
    now, checks = timezone.now(), [check for check in Check if request.POST.get(check.value)]

    def step(actor: Actor, row: Listing) -> object:
        return actions.publish_listing(actor=actor, listing=row, checks=checks, now=now)

    return _done(request, pk, _("已发布。系统正在找可能的伙伴。"), step)


@login_required
@require_POST
def reject_listing(request: HttpRequest, pk: int) -> HttpResponse:
    now, reason = timezone.now(), request.POST.get("reason", "").replace("\0", "")

    def step(actor: Actor, row: Listing) -> object:
        return actions.reject_listing(actor=actor, listing=row, reason=reason, now=now)

    return _done(request, pk, _("已退回，原因写在这一页上。"), step)


@login_required
@require_POST
def extend_listing(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    return _done(
        request, pk, _("已延期。"), lambda actor, row: actions.extend_listing(actor=actor, listing=row, now=now)
    )


@login_required
@require_POST
def close_listing(request: HttpRequest, pk: int) -> HttpResponse:
    now, told = timezone.now(), request.POST.get("closing", "")

    def step(actor: Actor, row: Listing) -> object:
        require(permissions.can_edit_listing(actor, row))
        # that it lapsed is for the clock to say
        if told not in {Closing.FULFILLED, Closing.WITHDRAWN}:
            raise BadRequest()
        return actions.close_listing(actor=actor, listing=row, closing=Closing(told), now=now)

    return _done(request, pk, _("已关闭。"), step)


def _done(request: HttpRequest, pk: int, sentence: str, step: Step) -> HttpResponse:
    """Back to its page; to the list where the listing has gone out of her sight."""
    ensure_keys(request)
    actor = actor_of(request)
    step(actor, seen(Listing.objects.all(), actor, pk))
    messages.success(request, sentence)
    if Listing.objects.visible_to(actor).filter(pk=pk).exists():
        return redirect("exchange:listing", pk)
    return redirect("exchange:listings")
