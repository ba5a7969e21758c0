"""A guest's own pages behind her private link: how she stands, change, withdraw, the code, her calendar file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.activities import rules
from shanghui.activities.actions import codes, guest_changes
from shanghui.activities.forms.registrations import CodeForm, GuestForm, initial_of
from shanghui.activities.models import Registration
from shanghui.activities.queries.calendar_files import calendar_answer
from shanghui.activities.queries.guest_links import guest_by_key, place_in_line
from shanghui.activities.queries.guests import answers_of
from shanghui.activities.queries.occasions import address, when
from shanghui.activities.rules import STANDING, ActivityState, Confirmation, RegistrationState
from shanghui.activities.templatetags.activities import tolerant_reverse
from shanghui.activities.views.secret_pages import secret_page
from shanghui.core.labels import refusal_text
from shanghui.core.qr import qr_picture
from shanghui.core.refusal import Refusal


@require_safe
@secret_page
def show_guest(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, guest_by_key(key))


@require_http_methods(["GET", "HEAD", "POST"])
@secret_page
def change_guest(request: HttpRequest, key: str) -> HttpResponse:
    guest = guest_by_key(key)
    rules.ensure_editable(guest.activity.state_enum)
    if guest.state_enum not in STANDING:
        raise rules.RegistrationOver()
    questions = guest.activity.questions.all()
    form = GuestForm(request.POST or None, questions=questions, answers=answers_of(guest), initial=initial_of(guest))
    if request.method == "POST" and form.is_valid():
        try:
            guest_changes.change_by_link(guest=guest, facts=form.facts(), answers=form.answers(), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            return redirect("activities:guest", key)
    context = {"guest": guest, "activity": guest.activity, "form": form}
    return render(request, "activities/guest_change.html", context, status=422 if form.errors else 200)


@require_POST
@secret_page
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    guest_changes.cancel_by_link(guest=guest_by_key(key), now=timezone.now())
    return redirect("activities:guest", key)


@require_POST
@secret_page
def confirm_by_code(request: HttpRequest, key: str) -> HttpResponse:
    guest, form = guest_by_key(key), CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, guest, form, status=422)
    try:
        codes.confirm_by_code(guest=guest, code=form.cleaned_data["code"], now=timezone.now())
    except Refusal as refusal:
        form.add_error("code", refusal_text(refusal))
        return _page(request, guest_by_key(key), form, status=refusal.status)
    return redirect("activities:guest", key)


@require_POST
@secret_page
def send_code_again(request: HttpRequest, key: str) -> HttpResponse:
    guest = guest_by_key(key)
    sent = codes.send_code_again(guest=guest, now=timezone.now())
    note = _("新的验证码已发到您的邮箱。") if sent else _("验证码刚发过，请等一分钟再要；也请看看垃圾邮件。")
    return _page(request, guest_by_key(key), note=note)


@require_safe
@secret_page
def guest_file(request: HttpRequest, key: str) -> HttpResponse:
    activity = guest_by_key(key).activity
    urls = {activity.pk: address("activities:guest", key)}
    return calendar_answer(f"activity-{activity.pk}", [activity], now=timezone.now(), urls=urls)


def _page(
    request: HttpRequest, guest: Registration, form: CodeForm | None = None, *, note: str = "", status: int = 200
) -> HttpResponse:
    activity = guest.activity
    awaits = guest.state == RegistrationState.UNCONFIRMED
    standing = guest.state_enum in STANDING and activity.state == ActivityState.PUBLISHED
    entrance = tolerant_reverse("check_in_code", guest.code)
    context = {
        "guest": guest,
        "activity": activity,
        "when": when(activity),
        "place": place_in_line(guest),
        "standing": standing,
        "awaits_code": awaits and activity.confirmation == Confirmation.CODE and bool(guest.email) and standing,
        "form": form or CodeForm(),
        "note": note,
        "points": activity.points.all(),
        "entrance": qr_picture(address("activities:check_in_code", guest.code)) if entrance else "",
        "schedule": _schedule(guest),
        "link": address("activities:guest", guest.key),
    }
    return render(request, "activities/guest.html", context, status=status)


def _schedule(guest: Registration) -> str:
    """The page of her own talks, where she takes part in the matchmaking."""
    if not guest.activity.is_matchmaking or not hasattr(guest, "participant"):
        return ""
    return tolerant_reverse("my_schedule", guest.key)
