"""Messages from a chat group become drafts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.exchange import permissions
from shanghui.exchange.actions.pasting import DraftsRefused, add_drafts
from shanghui.exchange.forms.pasting import Card, card
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.alike_listings import alike_listings
from shanghui.exchange.queries.owners import Owner
from shanghui.exchange.queries.reading_messages import Readings, read_messages
from shanghui.exchange.rules import Side
from shanghui.exchange.views.entry import with_owners


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paste_messages(request: HttpRequest) -> HttpResponse:
    """Read (`read`), then save one card (`only`, its number) or all (`all`). What was pasted travels along."""
    ensure_keys(request)
    actor = actor_of(request)
    require(permissions.can_add_listing(actor))
    text = request.POST.get("text", "").replace("\0", "").replace("\r\n", "\n")
    if not text.strip():
        return render(request, "exchange/paste.html", {"asked": request.method == "POST"})
    readings = read_messages(actor, text, today=timezone.localdate())
    saving = {"only", "all"} & set(request.POST)
    data = request.POST if saving else None
    cards = [card(number, one, actor, data) for number, one in enumerate(readings.listings)]
    if not saving:
        return _draw(request, text, readings, cards)
    chosen = [
        one for one in cards if one.saved is None and request.POST.get("only", str(one.number)) == str(one.number)
    ]
    return _save(request, actor, text, readings, cards, chosen)


def _save(
    request: HttpRequest, actor: Actor, text: str, readings: Readings, cards: list[Card], chosen: list[Card]
) -> HttpResponse:
    if not chosen or [one for one in chosen if not one.is_valid()]:
        return _draw(request, text, readings, cards, status=422)
    for one in chosen:
        if not one.form.cleaned_data["anyway"]:
            one.alike = _alike(actor, one)
    if any(one.alike for one in chosen):
        return _draw(request, text, readings, cards)
    try:
        drafts = {one.number: one.form.draft(one.requirements) for one in chosen}
        made = add_drafts(actor=actor, drafts=drafts, now=timezone.now())
    except DraftsRefused as refused:
        for number, refusal in refused.faults.items():
            cards[number].form.add_error(None, refusal_text(refusal))
        return _draw(request, text, readings, cards, status=422)
    for number, listing in made.items():
        cards[number].saved = listing.pk
    said = ngettext("%(count)s条已存为草稿。", "%(count)s条已存为草稿。", len(made)) % {"count": len(made)}
    messages.success(request, said)
    if all(one.saved for one in cards) and not readings.rest.strip():
        return redirect(reverse("exchange:listings") + "?tab=own&state=draft")
    return _draw(request, text, readings, cards)


def _alike(actor: Actor, one: Card) -> list[tuple[Listing, Owner]]:
    facts = one.form.cleaned_data
    return with_owners(actor, alike_listings(actor, Side(facts["side"]), facts["title"], one.form.chosen_enterprise()))


def _draw(request: HttpRequest, text: str, readings: Readings, cards: list[Card], status: int = 200) -> HttpResponse:
    context = {"text": text, "rest": readings.rest, "cards": cards, "open": sum(one.saved is None for one in cards)}
    return render(request, "exchange/paste.html", context, status=status)
