"""The door page: a list to tap, a field for scanners, a form for who is not on the list; works without scripts."""

from functools import cache
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.accounts import throttle
from shanghui.activities import permissions, rules
from shanghui.activities.actions import arrivals
from shanghui.activities.forms.door import WalkInForm
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries import door as queries
from shanghui.activities.queries.codes import guest_of_code, read_code
from shanghui.activities.queries.hosted import hosted_activity
from shanghui.activities.rules import Arrival
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, numbered
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotFound, NotPermitted, Refusal

SIZE = 30
WORKER = Path(__file__).parents[1] / "static/activities/door_worker.js"


@login_required
@require_safe
def show_door(request: HttpRequest, pk: int) -> HttpResponse:
    """`q` finds; a code in it is looked up, but checks nobody in: that takes a tap."""
    ensure_keys(request, "q", "show", "page")
    actor = actor_of(request)
    activity = hosted_activity(actor, pk)
    code = request.GET.get("q", "").strip()
    if not read_code(code):
        return _page(request, actor, activity)
    slowed = throttle.guessing(request)
    if slowed is not None:
        return slowed
    try:
        guest_of_code(code, activity)
    except Refusal as refusal:
        return _refused(request, actor, activity, refusal)
    return _page(request, actor, activity)


@login_required
@require_POST
def arrive(request: HttpRequest, pk: int) -> HttpResponse:
    """By `registration` (a tap on the list) or by `code` (scanned, typed, pasted)."""
    ensure_keys(request)
    actor, now = actor_of(request), timezone.now()
    activity = hosted_activity(actor, pk)
    require(permissions.can_check_in(actor, activity))
    over = request.POST.get("over") == "1"
    slowed = throttle.guessing(request) if "code" in request.POST else None
    if slowed is not None:
        return slowed
    try:
        if "code" in request.POST:
            code = request.POST["code"]
            guest = arrivals.check_in_by_code(actor=actor, code=code, activity=activity, now=now, over=over)
        else:
            guest = _guest(request, actor, activity)
            arrivals.check_in(actor=actor, registration=guest, how=Arrival.LIST, now=now, over=over)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _refused(request, actor, activity, refusal)
    messages.success(request, _("%(name)s已签到。") % {"name": guest.name})
    return redirect("activities:door", pk)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    activity = hosted_activity(actor, pk)
    require(permissions.can_check_in(actor, activity))
    try:
        guest = _guest(request, actor, activity)
        arrivals.undo_check_in(actor=actor, registration=guest, now=timezone.now())
    except (rules.NotArrived, rules.NotOnTheDay, NotFound) as refusal:
        return _refused(request, actor, activity, refusal)
    messages.success(request, _("%(name)s的签到已撤销。") % {"name": guest.name})
    return redirect("activities:door", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Registers and checks in at once; where no seat is left it asks before it lets her in all the same."""
    ensure_keys(request)
    actor = actor_of(request)
    activity = hosted_activity(actor, pk)
    require(permissions.can_check_in(actor, activity))
    form = WalkInForm(request.POST or None, actor=actor, activity=activity)
    context = {"activity": activity, "form": form, "counts": queries.counts(activity)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "activities/walk_in.html", context, status=422 if form.errors else 200)
    over = request.POST.get("over") == "1"
    try:
        guest = arrivals.add_walk_in(
            actor=actor, activity=activity, facts=form.cleaned_data, now=timezone.now(), over=over
        )
    except Refusal as refusal:
        form.add_error(None, refusal_text(refusal))
        context["asks_over"] = isinstance(refusal, rules.NoSeatLeft)
        return render(request, "activities/walk_in.html", context, status=refusal.status)
    messages.success(request, _("%(name)s已登记并签到。") % {"name": guest.name})
    return redirect("activities:door", pk)


@login_required
@require_safe
def worker(request: HttpRequest, pk: int) -> HttpResponse:
    """The service worker: it lies beside the door, hence sees nothing but the door."""
    hosted_activity(actor_of(request), pk)
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = reverse("activities:door", args=[pk])
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()


def _guest(request: HttpRequest, actor: Actor, activity: Activity) -> Registration:
    """The one that the form names, of this activity. Raises NotFound, and BadRequest where it names none."""
    asked = request.POST.get("registration", "")
    if not asked:
        raise BadRequest()
    rows = Registration.objects.visible_to(actor).filter(activity=activity)
    guest = rows.filter(pk=number(asked)).first()
    if guest is None:
        raise NotFound()
    return guest


def _refused(request: HttpRequest, actor: Actor, activity: Activity, refusal: Refusal) -> HttpResponse:
    """The door again, saying why not; who stands there without a seat can be let in by one more tap."""
    if isinstance(refusal, NotFound | rules.OtherActivity):
        throttle.note_guess(request)
    text = _("没有这张签到码，没有记下。请按姓名查找。") if isinstance(refusal, NotFound) else refusal_text(refusal)
    return _page(request, actor, activity, refusal=text, status=refusal.status, over=_asks_over(request, refusal))


def _asks_over(request: HttpRequest, refusal: Refusal) -> dict[str, str]:
    if not isinstance(refusal, rules.NoSeatLeft):
        return {}
    return {name: request.POST[name] for name in ("registration", "code") if name in request.POST}


def _page(
    request: HttpRequest,
    actor: Actor,
    activity: Activity,
    *,
    refusal: str = "",
    status: int = 200,
    over: dict[str, str] | None = None,
) -> HttpResponse:
    q = request.GET.get("q", "").strip()[:200] if request.method == "GET" and not refusal else ""
    show = request.GET.get("show", queries.EXPECTED)
    now = timezone.now()
    page = numbered(request, queries.guests(actor, activity, q, show), SIZE)
    context = {
        "activity": activity,
        "q": q,
        "show": show,
        "page": page,
        "lines": [(row, queries.ending(row.phone)) for row in page],
        "counts": queries.counts(activity),
        "units": queries.unit_counts(activity),
        "last": queries.last_arrivals(activity),
        "refusal": refusal,
        "over": over or {},
        "open": _is_open(activity, now),
        "until": int(queries.closes_at(activity).timestamp() * 1000),
    }
    answer = render(request, "activities/door.html", context, status=status)
    answer["Cache-Control"] = "no-store, private"
    return answer


def _is_open(activity: Activity, now: object) -> bool:
    try:
        rules.ensure_on_the_day(activity.state_enum, activity.starts_at, activity.ends_at, now)  # type: ignore[arg-type]
    except rules.NotOnTheDay:
        return False
    return True
