"""Saved searches: kept from the list, looked through, changed, dropped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest
from shanghui.exchange import permissions
from shanghui.exchange.actions import searches as actions
from shanghui.exchange.forms.searches import SearchForm, StandingForm
from shanghui.exchange.models import SavedSearch
from shanghui.exchange.queries.listings import filters_from
from shanghui.exchange.queries.owners import owners
from shanghui.exchange.queries.searches import address_of, name_of, new_finds, standings
from shanghui.exchange.rules import NothingToSave


@login_required
@require_safe
def show_searches(request: HttpRequest) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    require(permissions.holds_post(actor))
    return render(request, "exchange/searches.html", {"standings": standings(actor)})


@login_required
@require_POST
def save_search(request: HttpRequest) -> HttpResponse:
    """`query` is the list's query string as she sees it."""
    actor, asked = actor_of(request), QueryDict(request.POST.get("query", "")[:2000]).dict()
    require(permissions.can_save_search(actor))
    form = SearchForm(request.POST)
    filters = filters_from(actor, asked)
    name = form.data.get("name") or name_of(filters)
    if not name:
        raise NothingToSave()
    by_mail = bool(request.POST.get("by_mail"))
    made = actions.save_search(actor=actor, asked=asked, name=name, by_mail=by_mail, now=now())
    messages.success(request, _("保存了。有新发布的符合条件，首页会告诉您。"))
    return redirect("exchange:search", made.pk)


@login_required
@require_safe
def show_search(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    search, moment = seen(SavedSearch.objects.all(), actor, pk), now()
    rows = new_finds(actor, search)
    whose = owners(actor, rows)
    filters = filters_from(actor, address_of(search) | {"area": "", "organisation": ""})
    context = {
        "search": search,
        "filters": filters,
        "rows": [(row, whose[row.pk]) for row in rows],
        "moment": moment.isoformat(),
        "form": StandingForm({name: getattr(search, name) for name in StandingForm.base_fields}),
    }
    return render(request, "exchange/search.html", context)


@login_required
@require_POST
def edit_search(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    search, form = seen(SavedSearch.objects.all(), actor, pk), StandingForm(request.POST)
    if not form.is_valid():
        raise BadRequest()
    actions.edit_search(actor=actor, search=search, **form.cleaned_data)
    messages.success(request, _("改好了。"))
    return redirect("exchange:search", pk)


@login_required
@require_POST
def open_search(request: HttpRequest, pk: int) -> HttpResponse:
    """`until` is when the page that she has read was made."""
    actor = actor_of(request)
    search = seen(SavedSearch.objects.all(), actor, pk)
    until = parse_datetime(request.POST.get("until", ""))
    if until is None or not is_aware(until) or until > now():
        raise BadRequest()
    actions.open_search(actor=actor, search=search, until=until)
    messages.success(request, _("好的，这些不再算新的。"))
    return redirect("exchange:searches")


@login_required
@require_POST
def delete_search(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    actions.delete_search(actor=actor, search=seen(SavedSearch.objects.all(), actor, pk))
    messages.success(request, _("删掉了。供需信息都在，只是不再替您留意。"))
    return redirect("exchange:searches")
