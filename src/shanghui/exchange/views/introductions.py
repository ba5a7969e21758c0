"""Introductions: the list, the file, the draft, the page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, numbered, seen
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import UnknownFilter
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions import introductions as actions
from shanghui.exchange.forms.introductions import DraftForm
from shanghui.exchange.labels import INTRODUCTION_STATES
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.queries import introductions as queries
from shanghui.exchange.queries.drafts import draft_fits, draft_message
from shanghui.exchange.queries.introduction_file import introductions_file
from shanghui.exchange.queries.introduction_page import fits_of, whole
from shanghui.exchange.rules import Side
from shanghui.exchange.views.introduction_page import render_page

SIZE = 30
LISTINGS = ("region", "organisation", "enterprise")


@never_cache
@login_required
@require_safe
def show_introductions(request: HttpRequest) -> HttpResponse:
    """What waits for her first; with a filter the list alone."""
    actor, today = actor_of(request), timezone.localdate()
    filters = queries.filters_from(request.GET.dict())
    page = numbered(request, queries.narrowed(queries.introductions(actor), actor, filters), SIZE)
    first = not filters.narrowed and page.number == 1
    waiting = queries.waiting(actor, today) if first else []
    by_pk = {row.introduction.pk: row for row in queries.rows_of(actor, [*waiting, *page.object_list], today)}
    context = {
        "filters": filters,
        "page": page,
        "waiting": [by_pk[one.pk] for one in waiting],
        "rows": [by_pk[one.pk] for one in page.object_list],
        "counts": queries.by_state(actor),
        "states": [(state.value, str(label)) for state, label in INTRODUCTION_STATES.items()],
        "partners": [(one.pk, one.called) for one in queries.partners(actor)],
    }
    return render(request, "exchange/introductions.html", context)


@login_required
@require_safe
def export_introductions(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    return introductions_file(actor_of(request), request.GET.dict(), ending)


@never_cache
@login_required
@require_safe
def show_introduction(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    return render_page(request, seen_introduction(request, pk))


def seen_introduction(request: HttpRequest, pk: int) -> Introduction:
    """The row with what its page shows, or the 404 of an absent one."""
    return seen(whole(actor_of(request)), actor_of(request), pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_introduction(request: HttpRequest) -> HttpResponse:
    """Both listings side by side, and the message; sent at once, or kept as a draft."""
    ensure_keys(request, "need", "offer")
    actor = actor_of(request)
    need, offer = _listing(request, actor, Side.NEED), _listing(request, actor, Side.OFFER)
    mine, theirs = _mine_and_theirs(actor, need, offer)
    form = DraftForm(request.POST or None, initial={"message": draft_message(actor, mine, theirs)})
    if request.method == "POST" and form.is_valid():
        act = actions.draft_introduction if request.POST.get("keep") else actions.propose_introduction
        facts = {"message": form.cleaned_data["message"], "fits": draft_fits(need, offer), "now": timezone.now()}
        try:
            made = act(actor=actor, mine=mine, theirs=theirs, **facts)
        except rules.ContactsInText as refusal:
            form.add_error("message", refusal_text(refusal))
        else:
            sent = _("已发给%(name)s。") % {"name": theirs.organisation.called}
            messages.success(request, _("草稿已存好。") if request.POST.get("keep") else sent)
            return redirect("exchange:introduction", made.pk)
    context = {
        "form": form,
        "need": need,
        "offer": offer,
        "mine": mine,
        "theirs": theirs,
        "fits": fits_of(draft_fits(need, offer)),
    }
    names = {side: permissions.sees_enterprise(actor, one) for side, one in (("need", need), ("offer", offer))}
    status = 422 if form.errors else 200
    return render(request, "exchange/introduction_new.html", {**context, "known": names}, status=status)


def _listing(request: HttpRequest, actor: Actor, side: Side) -> Listing:
    rows = Listing.objects.select_related(*LISTINGS).prefetch_related("requirements")
    listing = seen(rows, actor, number(request.GET.get(side.value, "")))
    if listing.side != side:
        raise UnknownFilter()
    return listing


def _mine_and_theirs(actor: Actor, need: Listing, offer: Listing) -> tuple[Listing, Listing]:
    """Raises OwnListingOnly when she brokers neither."""
    require(permissions.can_judge_match(actor))
    if permissions.can_draft_introduction(actor, need):
        return need, offer
    if permissions.can_draft_introduction(actor, offer):
        return offer, need
    raise rules.OwnListingOnly()
