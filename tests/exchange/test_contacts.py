"""Contacts are nowhere before both firms have said yes; then with the two brokers and the two firms, and nobody else.

Everything that a reader can ask for is read: every page, fragment, file and operation of the exchange and the network,
search, palette; what was sent by mail, written to the log, kept in the timeline and in the trail.
"""

import logging
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.core.models import AuditRow, OutboxMessage
from shanghui.engines.matching.text import fold
from shanghui.engines.matching.tokens import head_tokens
from shanghui.exchange.actions.consents import give_consent
from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.actions.progress import write_message
from shanghui.exchange.models import Introduction, IntroductionEvent
from shanghui.exchange.queries.index import listing_index
from shanghui.exchange.rules import IntroductionState, Side
from tests.architecture.test_permission_matrix import ask
from tests.attacks.reading import OURS, text_of
from tests.exchange.conftest import bring
from tests.factories.exchange import BUYER_CONTACT, MAKER_CONTACT, Pair, build_pair

State = IntroductionState
BUYER, MAKER = list(BUYER_CONTACT.values()), list(MAKER_CONTACT.values())
#: which contacts each reader has anyway, as the firm's own chamber or as the firm itself
OWN = {"asker": BUYER, "buyer": BUYER, "asked": MAKER, "maker": MAKER}
OTHERS = ("far", "officer", "convener", "visitor")
SEARCHES = [
    "/search/?q={}", "/palette/?q={}", "/network/?q={}", "/network/?tab=people&q={}", "/network/enterprises.csv?q={}",
    "/network/people.csv?q={}", "/api/v1/network/enterprises?q={}", "/api/v1/network/people?q={}",
]  # fmt: skip
NAMES = ["申岳", "1390000777"]
ASKED = ("/exchange/", "/network/", "/api/v1/exchange/", "/api/v1/network/")


def everything(pair: Pair, client: Client) -> Iterator[tuple[str, str]]:
    """(address, text) of all that can be read."""
    made = Introduction.objects.unrestricted("test").get()
    ids = {
        "introduction": made.pk, "introduction_need": pair.need.pk, "introduction_offer": pair.offer.pk,
        "chamber": pair.chamber.pk, "sister": pair.other.pk, "firm": pair.buyer.pk, "open_firm": pair.maker.pk,
        "area": pair.area.pk, "federation": pair.federation.pk,
    }  # fmt: skip
    for line in OURS:
        names = set(re.findall(r"\{(\w+)\}", line.address))
        if names <= set(ids) and (line.address == "/" or line.address.startswith(ASKED)):
            yield line.address, text_of(ask(client, "GET", line.address.format(**ids)))
    fragment = ask(client, "GET", f"/exchange/introductions/{made.pk}/", **{"HX-Request": "true"})
    yield "fragment", text_of(fragment)
    for search in SEARCHES:
        for name in NAMES:
            yield search, text_of(ask(client, "GET", search.format(name)))


def told(pair: Pair, role: str) -> set[str]:
    """Contacts that this reader finds anywhere."""
    client = pair.client(role)
    words = [*BUYER, *MAKER]
    found = set()
    for address, text in everything(pair, client):
        text = re.sub(r'(?:value|href)="[^"]*"', "", text)  # what she typed herself comes back in the search field
        found |= {word for word in words if word in text and not ("q={}" in address and word in NAMES)}
    return found


def steps_with_words(pair: Pair, state: IntroductionState) -> Introduction:
    made = bring(pair, state, timezone.now())
    write_message(actor=pair.actors["asker"], introduction=made, text="留言一句", now=timezone.now())
    if state is State.SCREENED:  # one firm has said yes by itself: its people's names are contacts too
        give_consent(actor=pair.actors["maker"], introduction=made, side=Side.OFFER, now=timezone.now())
    return made


def test_contacts_are_nowhere_before_both_agree(pair: Pair, caplog: pytest.LogCaptureFixture, settings: object) -> None:
    settings.PAGES_PER_TEN_MINUTES = 0  # type: ignore[attr-defined]
    caplog.set_level(logging.INFO)
    steps_with_words(pair, State.SCREENED)
    found = {role: told(pair, role) - set(OWN.get(role, [])) for role in (*OWN, *OTHERS)}
    assert found == {role: set() for role in found}
    written = str([letter.payload for letter in OutboxMessage.objects.all()])
    written += str(list(AuditRow.objects.filter(subject_kind="exchange.introduction").values("detail", "action")))
    written += str(list(IntroductionEvent.objects.values("text", "acting_for")))
    written += "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert [word for word in (*BUYER, *MAKER) if word in re.sub(r"\?q=\S*", "", written)] == []


def test_contacts_are_with_brokers_and_firms_and_nobody_else(pair: Pair, settings: object) -> None:
    settings.PAGES_PER_TEN_MINUTES = 0  # type: ignore[attr-defined]
    bring(pair, State.CONSENTED, timezone.now())
    found = {role: told(pair, role) for role in (*OWN, *OTHERS)}
    assert found == {role: {*BUYER, *MAKER} for role in OWN} | {role: set() for role in OTHERS}


def test_index_beside_the_database_knows_no_contact(pair: Pair) -> None:
    bring(pair, State.SCREENED, timezone.now())
    rebuild_index()
    reading = listing_index().reading()
    assert reading.frequency("螺栓") > 0
    for contact in (*BUYER, *MAKER):
        assert [token for token in head_tokens(fold(contact)) if len(token) > 4 and reading.frequency(token)] == []


def test_names_of_a_firms_people_are_not_in_the_others_timeline(pair: Pair) -> None:
    made = steps_with_words(pair, State.SCREENED)
    for url in (f"/exchange/introductions/{made.pk}/", f"/api/v1/exchange/introductions/{made.pk}"):
        text = text_of(ask(pair.client("asker"), "GET", url))
        assert "卖方经办丁" not in text
        assert "罗嘉宁" in text  # the broker has a name


def test_anonymous_firm_stays_nameless_for_the_other_side_until_both_agree(db: None) -> None:
    pair = build_pair(anonymous=True)
    made = bring(pair, State.SCREENED, timezone.now())
    urls = [f"/exchange/introductions/{made.pk}/", f"/api/v1/exchange/introductions/{made.pk}",
            "/exchange/introductions/", "/exchange/introductions.csv", "/api/v1/exchange/introductions"]  # fmt: skip
    for role, theirs in (("asker", "申岳"), ("asked", "澄屿"), ("buyer", "申岳"), ("maker", "澄屿")):
        read = [text_of(ask(pair.client(role), "GET", url)) for url in urls]
        assert [url for url, text in zip(urls, read, strict=True) if theirs in text] == []
    for role, side in (("asker", Side.NEED), ("asked", Side.OFFER)):
        made = give_consent(actor=pair.actors[role], introduction=made, side=side, now=timezone.now())
    assert "申岳" in pair.client("asker").get(urls[0]).content.decode()


def test_contacts_are_gone_again_when_it_ends_before_the_meeting(pair: Pair) -> None:
    from shanghui.exchange.actions.introductions import decline_introduction
    from shanghui.exchange.rules import DeclineReason

    made = bring(pair, State.CONSENTED, timezone.now())
    facts = {"side": Side.OFFER, "reason": DeclineReason.PRICE, "now": timezone.now()}
    decline_introduction(actor=pair.actors["asked"], introduction=made, **facts)  # type: ignore[arg-type]
    page = pair.client("asker").get(f"/exchange/introductions/{made.pk}/").content.decode()
    assert [word for word in MAKER if word in page] == []


def test_messages_of_the_brokers_are_not_for_the_firms(pair: Pair) -> None:
    made = steps_with_words(pair, State.CONSENTED)
    for role, seen in (("asker", True), ("asked_colleague", True), ("buyer", False), ("maker", False)):
        for url in (f"/exchange/introductions/{made.pk}/", f"/api/v1/exchange/introductions/{made.pk}"):
            text = text_of(ask(pair.client(role), "GET", url))
            assert ("留言一句" in text) is ("麻烦问一声" in text) is seen, (role, url)
