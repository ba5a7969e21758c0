"""Enter a need or an offer for a member."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import UnknownFilter
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions import listings as actions
from shanghui.exchange.forms.listings import ListingForm, NewListingForm
from shanghui.exchange.forms.requirements import RequirementForms
from shanghui.exchange.labels import SIDES
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.alike_listings import alike_listings
from shanghui.exchange.queries.own_members import member_text, offered_members
from shanghui.exchange.queries.owners import Owner, owners
from shanghui.exchange.rules import Side

#: what she can mend in the form itself
MENDABLE = (rules.ContactsInText, rules.NameInText, rules.RangeUpsideDown, rules.TooManyClasses)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_listing(request: HttpRequest) -> HttpResponse:
    """`?side=need` or offer. Listings that may be the same are shown once before it is written."""
    ensure_keys(request, "side")
    actor = actor_of(request)
    require(permissions.can_add_listing(actor))
    side = side_of(request)
    form = NewListingForm(request.POST or None, actor=actor)
    requirements = RequirementForms(request.POST or None)
    page: dict[str, object] = {"form": form, "requirements": requirements, "side": side, "side_word": SIDES[side]}
    page |= {"back": reverse("exchange:listings") + ("?tab=offers" if side is Side.OFFER else "")}
    if "more" in request.POST:
        return _one_more(request, NewListingForm(initial=request.POST.dict(), actor=actor), requirements, page)
    if request.method == "POST" and form.is_valid() and requirements.is_valid():
        alike = [] if form.cleaned_data["anyway"] else _alike(actor, side, form)
        if alike:
            return render(request, "exchange/listing_new.html", page | {"alike": alike})
        made = _enter(request, actor, side, form, requirements)
        if made is not None:
            return redirect("exchange:listing", made.pk)
    wrong = request.method == "POST"
    return render(request, "exchange/listing_new.html", page, status=422 if wrong else 200)


@login_required
@require_safe
def pick_member(request: HttpRequest) -> HttpResponse:
    """Options as HTML for core/js/combobox.js: members for whom she may list."""
    ensure_keys(request, "kind", "q")
    actor = actor_of(request)
    require(permissions.can_add_listing(actor) and actor.enterprise_id is None)
    found = offered_members(actor, request.GET.get("q", "").replace("\0", "")[:60])
    options = [(member_text(firm), firm) for firm in found]
    return render(request, "exchange/member_options.html", {"options": options})


def side_of(request: HttpRequest) -> Side:
    try:
        return Side(request.GET.get("side") or Side.NEED)
    except ValueError as error:
        raise UnknownFilter() from error


def _one_more(
    request: HttpRequest, form: ListingForm, requirements: RequirementForms, page: dict[str, object]
) -> HttpResponse:
    """The same page with an empty row more; nothing is judged yet."""
    requirements.one_more()
    return render(request, "exchange/listing_new.html", page | {"form": form, "requirements": requirements})


def _alike(actor: Actor, side: Side, form: NewListingForm) -> list[tuple[Listing, Owner]]:
    return with_owners(actor, alike_listings(actor, side, form.cleaned_data["title"], form.chosen_enterprise()))


def with_owners(actor: Actor, rows: Iterable[Listing]) -> list[tuple[Listing, Owner]]:
    found = list(rows)
    whose = owners(actor, found) if found else {}
    return [(row, whose[row.pk]) for row in found]


def _enter(
    request: HttpRequest, actor: Actor, side: Side, form: NewListingForm, requirements: RequirementForms
) -> Listing | None:
    """None when the listing says what others must not read; the form then says so."""
    submit = "submit" in request.POST
    try:
        made = actions.add_listing(
            actor=actor, side=side, facts=form.facts(), organisation=form.chosen_organisation(), enterprise=form.chosen_enterprise(),
            classes=form.classes(), requirements=requirements.conditions(), now=timezone.now(), submit=submit,
        )  # fmt: skip
    except MENDABLE as refusal:
        form.add_error(None, refusal_text(refusal))
        return None
    messages.success(request, _("已保存，并已提交审核。") if submit else _("已存为草稿，只有本单位看得到。"))
    return made
