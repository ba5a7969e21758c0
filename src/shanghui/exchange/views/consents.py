"""Yes or no by a link, without an account: one page, one answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from shanghui.accounts import throttle
from shanghui.core.asking import ensure_keys
from shanghui.core.labels import refusal_text
from shanghui.core.refusal import Gone, Refusal
from shanghui.exchange.actions.consents import answer_by_link
from shanghui.exchange.forms.introductions import ConsentAnswerForm
from shanghui.exchange.models import ConsentLink
from shanghui.exchange.queries.consent_links import open_link
from shanghui.exchange.rules import Side

#: what a page behind a secret address says: kept by no cache, found by no search engine. To other sites the house's
#: Referrer-Policy `same-origin` tells nothing; `no-referrer` would make browsers send `Origin: null` with the answer,
#: which the check against forged posts refuses.
PRIVATE = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@require_http_methods(["GET", "HEAD", "POST"])
def answer_consent(request: HttpRequest, token: str) -> HttpResponse:
    """Used, over and unknown links look alike; who tries many of them is slowed down."""
    ensure_keys(request)
    slowed = throttle.guessing(request)
    answer = slowed or _answer(request, token)
    if answer.status_code == Gone.status:
        throttle.note_guess(request)
    for name, value in PRIVATE.items():
        answer[name] = value
    return answer


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = open_link(token, timezone.now())
        if request.method != "POST":
            return _page(request, link, ConsentAnswerForm())
        return _answered(request, token, link)
    except Gone:
        return render(request, "exchange/consent_gone.html", status=Gone.status)


def _answered(request: HttpRequest, token: str, link: ConsentLink) -> HttpResponse:
    form = ConsentAnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, link, form, status=422)
    agrees, facts = form.cleaned_data["answer"] == "yes", form.cleaned_data
    try:
        made = answer_by_link(
            token=token, agrees=agrees, reason=facts["reason"], text=facts["text"], now=timezone.now()
        )
    except Gone:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal_text(refusal))
        return _page(request, link, form, status=refusal.status)
    context = {"agrees": agrees, "released": made.is_released, "organisation": made.organisation_of(Side(link.side))}
    return render(request, "exchange/consent_done.html", context)


def _page(request: HttpRequest, link: ConsentLink, form: ConsentAnswerForm, status: int = 200) -> HttpResponse:
    """Of the other firm only what its listing says to everybody, and its name unless it wants to stay nameless."""
    introduction, mine = link.introduction, Side(link.side)
    theirs = introduction.listing_of(mine.other)
    enterprise = introduction.enterprise_of(mine.other)
    context = {
        "link": link,
        "form": form,
        "introduction": introduction,
        "mine": introduction.listing_of(mine),
        "firm": introduction.enterprise_of(mine),
        "organisation": introduction.organisation_of(mine),
        "their_listing": theirs,
        "their_firm": None if theirs is not None and theirs.anonymous else enterprise,
        "their_organisation": introduction.organisation_of(mine.other),
        "hidden": theirs is not None and theirs.anonymous and enterprise is not None,
    }
    return render(request, "exchange/consent.html", context, status=status)
