"""My organisation's members."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, number, numbered, seen, wants_part
from shanghui.core.audit import note_foreign
from shanghui.core.message_text import message_text
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.network import permissions
from shanghui.network.actions import enterprises as actions
from shanghui.network.forms.members import DuesForm, GradeForm, LetGoForm
from shanghui.network.labels import DUES_STATES, GRADES
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.queries import members as queries
from shanghui.network.rules import DuesState

SIZE = 50
REMINDED = 30


@login_required
@require_safe
def show_members(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    organisation = kept_organisation(request, actor)
    if organisation is None:
        return render(request, "network/no_members.html", {"areas": actor.area_ids})
    dues_seen = permissions.can_see_dues(actor, organisation)
    filters = queries.filters_from(request.GET.dict(), dues_seen=dues_seen)
    members = queries.members_of(actor, organisation)
    counts = queries.dues_counts(members)
    context: dict[str, object] = {
        "organisation": organisation,
        "filters": filters,
        "page": numbered(request, queries.narrowed(members, filters), SIZE),
        "total": sum(counts.values()),
        "paid": counts[DuesState.PAID],
        "due": counts[DuesState.DUE],
        "dues_seen": dues_seen,
        **_choices(),
    }
    if dues_seen and counts[DuesState.DUE]:
        context["reminder"] = _reminder(organisation, members)
    return render(request, "network/members.html", context)


def _choices() -> dict[str, list[tuple[str, str]]]:
    """In the reader's language, looked up once a page and not once a row."""
    grades = [(grade.value, str(label)) for grade, label in GRADES.items()]
    return {"grades": grades, "dues_states": [(state.value, str(label)) for state, label in DUES_STATES.items()]}


def kept_organisation(request: HttpRequest, actor: Actor) -> Organisation | None:
    """The organisation that she acts for, or another one that the federation keeps (`?organisation=`)."""
    asked = request.GET.get("organisation", "")
    pk = number(asked) if asked else actor.organisation_id
    if pk is None:
        return None
    organisation = seen(Organisation.objects.all(), actor, pk)
    if permissions.can_manage_members(actor, organisation):
        return organisation
    if asked:
        raise NotFound()
    return None


def _reminder(organisation: Organisation, members: "QuerySet[Membership]") -> str:
    unpaid = queries.narrowed(members, queries.MemberFilters(dues=DuesState.DUE))
    context = {"organisation": organisation, "rows": list(unpaid[: REMINDED + 1]), "most": REMINDED}
    return message_text("network/message/dues.txt", context, reverse("network:members"))


@login_required
@require_POST
def edit_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Grade or dues, one at a time, right in the list; with htmx the row comes back alone."""
    actor = actor_of(request)
    membership = _kept(actor, pk)
    form_class = {"grade": GradeForm, "dues_state": DuesForm}.get(request.POST.get("field", ""))
    if form_class is None:
        raise BadRequest()
    dues_seen = permissions.can_see_dues(actor, membership.organisation)
    require(dues_seen or form_class is not DuesForm)
    form = form_class(request.POST, instance=membership)
    if not form.is_valid():
        raise BadRequest()
    actions.edit_membership(actor=actor, membership=membership, facts=form.cleaned_data, now=timezone.now())
    if wants_part(request):
        context = {"row": membership, "dues_seen": dues_seen, "saved": True, **_choices()}
        return render(request, "network/member_row.html", context)
    messages.success(request, _("%(name)s已保存。") % {"name": membership.enterprise.called})
    return redirect(_list_url(actor, membership))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def let_go(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    membership = _kept(actor, pk)
    form = LetGoForm(request.POST or None, initial={"end": timezone.localdate()})
    back = _list_url(actor, membership)
    if request.method == "POST" and form.is_valid():
        actions.edit_membership(actor=actor, membership=membership, facts=form.cleaned_data, now=timezone.now())
        messages.success(
            request, _("%(name)s的会籍已写上截止日期，记录都在。") % {"name": membership.enterprise.called}
        )
        return redirect(back)
    context = {"form": form, "title": _("退会"), "row": membership.enterprise, "back": back}
    return render(request, "network/form.html", context, status=422 if form.errors else 200)


def _kept(actor: Actor, pk: int) -> Membership:
    """A membership in an organisation that she keeps, of a firm that she sees; any other does not exist for her."""
    rows = Membership.objects.filter(enterprise__in=Enterprise.objects.visible_to(actor).values("pk"))
    membership = rows.select_related("organisation", "enterprise__region").filter(pk=pk).first()
    if membership is None or not permissions.can_manage_members(actor, membership.organisation):
        note_foreign(actor, Membership, pk, now=timezone.now())
        raise NotFound()
    return membership


def _list_url(actor: Actor, membership: Membership) -> str:
    own = actor.organisation_id == membership.organisation_id
    return reverse("network:members") + ("" if own else f"?organisation={membership.organisation_id}")
