"""Three questions by private link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from shanghui.accounts import throttle
from shanghui.activities import rules
from shanghui.activities.actions import feedback as actions
from shanghui.activities.forms.door import FeedbackForm
from shanghui.activities.models import Feedback, Registration
from shanghui.activities.queries.guest_links import guest_by_key
from shanghui.activities.rules import FEEDBACK_FOR, SEATED
from shanghui.activities.views.private import as_private
from shanghui.core.asking import ensure_keys
from shanghui.core.labels import refusal_text
from shanghui.core.refusal import NotFound, Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def give_feedback(request: HttpRequest, key: str) -> HttpResponse:
    """Who holds the link answers; until the time is over she may change what she answered."""
    ensure_keys(request, "done")
    slowed = throttle.guessing(request)
    if slowed is not None:
        return as_private(slowed)
    try:
        guest = guest_by_key(key)
    except NotFound:
        throttle.note_guess(request)
        raise
    return as_private(_page(request, guest))


def _page(request: HttpRequest, guest: Registration) -> HttpResponse:
    given = Feedback.objects.filter(registration=guest).first()
    initial = {"good": str(given.good), "useful": str(given.useful), "better": given.better} if given else {}
    form = FeedbackForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.give_feedback(registration=guest, now=timezone.now(), **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal_text(refusal))
                status = refusal.status
            else:
                return redirect(f"{request.path}?done=1")
    context = {
        "guest": guest,
        "activity": guest.activity,
        "form": form,
        "given": given,
        "open": _is_open(guest),
        "until": guest.activity.ends_at + FEEDBACK_FOR,
        "done": "done" in request.GET,
    }
    return render(request, "activities/feedback.html", context, status=status)


def _is_open(guest: Registration) -> bool:
    activity = guest.activity
    try:
        rules.ensure_feedback_open(activity.state_enum, activity.starts_at, activity.ends_at, timezone.now())
    except rules.FeedbackNotOpen:
        return False
    return guest.state_enum in SEATED
