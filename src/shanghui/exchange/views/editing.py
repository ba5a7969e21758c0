"""Edit a listing: what was typed is never lost, whoever was faster."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.catalogue.models import ProductClass
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import Stale
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions import listings as actions
from shanghui.exchange.actions.listings import Condition
from shanghui.exchange.forms.listings import ListingForm
from shanghui.exchange.forms.requirements import RequirementForms, conditions_of
from shanghui.exchange.labels import SIDES, condition_words
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import LISTING_STEPS, ListingState
from shanghui.exchange.views.entry import MENDABLE
from shanghui.network.views.editing import Difference


@dataclass(frozen=True)
class _Page:
    """One request to edit one listing."""

    request: HttpRequest
    actor: Actor
    listing: Listing

    def draw(
        self, form: ListingForm, requirements: RequirementForms, status: int = 200, **more: object
    ) -> HttpResponse:
        context: dict[str, object] = {
            "form": form,
            "requirements": requirements,
            "listing": self.listing,
            "side_word": SIDES[self.listing.side_enum],
            "may_submit": ListingState.SUBMITTED in LISTING_STEPS[self.listing.state_enum],
            "back": reverse("exchange:listing", args=[self.listing.pk]),
        }
        return render(self.request, "exchange/listing_edit.html", context | more, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_listing(request: HttpRequest, pk: int) -> HttpResponse:
    """409 with both versions side by side when somebody else saved meanwhile."""
    ensure_keys(request)
    actor = actor_of(request)
    listing = seen(Listing.objects.all(), actor, pk)
    require(permissions.can_edit_listing(actor, listing))
    if listing.state_enum is ListingState.CLOSED:
        raise rules.ListingStepRefused()
    page = _Page(request, actor, listing)
    if request.method != "POST":
        stored = RequirementForms(given=conditions_of(listing.requirements.all()))
        return page.draw(ListingForm(instance=listing), stored)
    requirements = RequirementForms(request.POST)
    if "more" in request.POST:
        requirements.one_more()
        return page.draw(ListingForm(instance=listing, initial=_typed(request)), requirements)
    # the form cleans into a row of its own: the stored one is what the action locks
    form = ListingForm(request.POST, instance=seen(Listing.objects.all(), actor, pk))
    if not form.is_valid() or not requirements.is_valid():
        return page.draw(form, requirements, 422)
    return _save(page, form, requirements)


def _typed(request: HttpRequest) -> dict[str, object]:
    """A box without a tick is not sent at all."""
    unticked = {"nearby": False, "anonymous": False}
    return unticked | {name: str(value) for name, value in request.POST.items()}


def _save(page: _Page, form: ListingForm, requirements: RequirementForms) -> HttpResponse:
    try:
        actions.edit_listing(
            actor=page.actor, listing=page.listing, facts=form.facts(), classes=form.classes(),
            requirements=requirements.conditions(), now=timezone.now(), version=form.cleaned_data["version"],
            submit="submit" in page.request.POST,
        )  # fmt: skip
    except MENDABLE as refusal:
        form.add_error(None, refusal_text(refusal))
        return page.draw(form, requirements, 422)
    except Stale:
        return _stale(page, form, requirements)
    messages.success(page.request, _("已保存。"))
    return redirect("exchange:listing", page.listing.pk)


def _stale(page: _Page, form: ListingForm, requirements: RequirementForms) -> HttpResponse:
    """Her version in the form, ready to be saved over the newer one that stands beside it."""
    latest = seen(Listing.objects.all(), page.actor, page.listing.pk)
    typed = page.request.POST.copy()
    typed["version"] = str(latest.version)
    standing = ListingForm(instance=latest)
    differences = [
        Difference(str(standing.fields[name].label), standing[name].value(), form[name].value())
        for name, value in form.facts().items()
        if value != getattr(latest, name)
    ]
    differences += _of_lists(latest, form, requirements)
    again = ListingForm(typed, instance=latest)
    return page.draw(again, requirements, 409, differences=differences)


def _of_lists(latest: Listing, form: ListingForm, requirements: RequirementForms) -> list[Difference]:
    classes = [_joined(rows) for rows in (latest.product_classes.order_by("pk"), _sorted_by_id(form))]
    stored = conditions_of(latest.requirements.all())
    conditions = [_joined(_written(one) for one in rows) for rows in (stored, requirements.conditions())]
    pairs = [(_("品类"), classes), (_("要求"), conditions)]
    return [Difference(label, *texts) for label, texts in pairs if texts[0] != texts[1]]


def _sorted_by_id(form: ListingForm) -> list[ProductClass]:
    return sorted(form.classes(), key=lambda one: one.pk)


def _joined(parts: Iterable[object]) -> str:
    return "；".join(str(part) for part in parts)


def _written(one: Condition) -> str:
    must = _("（必须）") if one.must else _("（最好）")
    return f"{condition_words(one.attribute, one.relation, one.value)}{must}"
