"""What is done with guests: enter one, change, confirm many, decline, cancel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from shanghui.activities import permissions, rules
from shanghui.activities.actions import guest_changes, registrations
from shanghui.activities.forms.activities import ReasonForm
from shanghui.activities.forms.registrations import EnteredForm, initial_of
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.guest_units import units_of_firm, units_to_choose
from shanghui.activities.queries.guests import answers_of
from shanghui.activities.rules import STANDING, ActivityState, RegistrationState
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotPermitted, Refusal
from shanghui.network.models import Enterprise

MOST_AT_ONCE = 1000
GUESTS = Registration.objects.select_related("activity__organisation")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """A secretary enters her members, a firm's contact herself, the host anybody."""
    ensure_keys(request)
    actor = actor_of(request)
    activity = seen(Activity.objects.select_related("organisation"), actor, pk)
    require(permissions.can_register_for(actor, activity))
    if activity.state != ActivityState.PUBLISHED:
        raise rules.RegistrationClosed()
    form = _entered_form(request, actor, activity)
    if request.method == "POST" and form.is_valid():
        guest = _entered(actor, activity, form)
        if guest is not None:
            word = (
                _("已报名，座位留好了：%(name)s")
                if guest.state == RegistrationState.REGISTERED
                else _("座位满了，已排进候补：%(name)s")
            )
            messages.success(request, word % {"name": guest.name})
            return redirect("activities:guest_add" if "again" in request.POST else "activities:guests", pk)
    context = {
        "activity": activity, "form": form, "title": _("替人报名"), "button": _("报名"), "again": True,
        "lead": _("秘书处报的不用再确认；留了邮箱的会收到通知和私人链接。"),
    }  # fmt: skip
    return render(request, "activities/guest_form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_guest(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    guest = _kept(actor, pk)
    activity = guest.activity
    rules.ensure_editable(activity.state_enum)
    form = EnteredForm(
        request.POST or None, actor=actor, units=[], hosts=False, questions=activity.questions.all(),
        answers=answers_of(guest), initial=initial_of(guest),
    )  # fmt: skip
    for name in ("enterprise", "unit"):
        form.fields.pop(name, None)
    if request.method == "POST" and form.is_valid():
        try:
            guest_changes.edit_guest(
                actor=actor, guest=guest, facts=form.facts(), answers=form.answers(), now=timezone.now()
            )
        except NotPermitted:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            messages.success(request, _("已保存。"))
            return redirect("activities:guests", activity.pk)
    context = {"activity": activity, "form": form, "title": _("改来宾资料"), "button": _("保存"), "lead": ""}
    return render(request, "activities/guest_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def confirm_guests(request: HttpRequest, pk: int) -> HttpResponse:
    """`guest`: ids, one or many."""
    ensure_keys(request)
    actor = actor_of(request)
    activity = seen(Activity.objects.all(), actor, pk)
    require(permissions.can_keep_activity(actor, activity))
    ids = [text for text in request.POST.getlist("guest")[:MOST_AT_ONCE] if text.isascii() and text.isdigit()]
    if any(len(text) > 18 for text in ids):
        raise BadRequest()
    done = registrations.confirm_guests(
        actor=actor, activity=activity, ids=[int(text) for text in ids], now=timezone.now()
    )
    waiting = sum(guest.state == RegistrationState.WAITING for guest in done)
    text = ngettext("已确认%(n)s人。", "已确认%(n)s人。", len(done)) % {"n": len(done)}
    if waiting:
        text += ngettext("座位满了，其中%(n)s人进候补。", "座位满了，其中%(n)s人进候补。", waiting) % {"n": waiting}
    messages.success(request, text)
    return redirect(_back(request, pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline_guest(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    guest = _kept(actor, pk)
    require(permissions.can_keep_activity(actor, guest.activity))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        guest_changes.decline_guest(actor=actor, guest=guest, reason=form.cleaned_data["reason"], now=timezone.now())
        messages.success(request, _("已告知来宾不能参加，座位让给候补的人。"))
        return redirect("activities:guests", guest.activity_id)
    context = {
        "activity": guest.activity, "form": form, "button": _("告知来宾"),
        "title": _("%(name)s不能参加") % {"name": guest.name}, "lead": _("来宾会收到原因；座位按顺序让给候补的人。"),
        "back": reverse("activities:guests", args=[guest.activity_id]),
    }  # fmt: skip
    return render(request, "activities/reason.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def cancel_guest(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    guest = _kept(actor, pk)
    guest_changes.cancel_registration(actor=actor, guest=guest, now=timezone.now())
    messages.success(request, _("已取消%(name)s的报名，座位让给候补的人。") % {"name": guest.name})
    return redirect("activities:guests", guest.activity_id)


def _kept(actor: Actor, pk: int) -> Registration:
    """Seen, hers to keep, and not over."""
    guest = seen(GUESTS, actor, pk)
    require(permissions.can_keep_registration(actor, guest))
    if guest.state_enum not in STANDING:
        raise rules.RegistrationOver()
    return guest


def _entered_form(request: HttpRequest, actor: Actor, activity: Activity) -> EnteredForm:
    hosts = permissions.hosts(actor, activity)
    units = units_to_choose(activity) if hosts else units_of_firm(actor.enterprise_id)
    initial = {"unit": activity.organisation_id if hosts else None}
    if actor.enterprise_id is not None:
        firm = Enterprise.objects.visible_to(actor).filter(pk=actor.enterprise_id).first()
        initial |= {"firm": firm.name if firm else "", "unit": units[0].pk if units else None}  # type: ignore[dict-item]
    return EnteredForm(
        request.POST or None, actor=actor, units=units, hosts=hosts, questions=activity.questions.all(), initial=initial
    )


def _entered(actor: Actor, activity: Activity, form: EnteredForm) -> Registration | None:
    """None where she can mend it in the form itself, which then says so."""
    member: Enterprise | None = form.cleaned_data.get("enterprise")
    facts = form.facts()
    if member is not None and not facts["firm"]:
        facts["firm"] = member.name
    try:
        return registrations.enter_guest(
            actor=actor, activity=activity, facts=facts, unit_id=form.cleaned_data.get("unit"),
            enterprise_id=member.pk if member else None, answers=form.answers(), now=timezone.now(),
        )  # fmt: skip
    except NotPermitted:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal_text(refusal))
        return None


def _back(request: HttpRequest, pk: int) -> str:
    """The list as she had it, if it is a page of this house."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("activities:guests", args=[pk])
