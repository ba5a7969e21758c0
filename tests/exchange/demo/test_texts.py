"""The texts of the demo: four hundred, no two alike, without contacts, and many that answer each other."""

from collections import Counter

from shanghui.exchange import rules
from shanghui.exchange.demo.scripts import scripts
from shanghui.exchange.demo.texts import Text, texts
from shanghui.exchange.rules import ListingKind, ListingState, Side
from shanghui.network.demo.firms import TRADES


def by_key() -> dict[str, Text]:
    return {text.key: text for text in texts()}


def test_four_hundred_needs_and_offers_of_every_kind() -> None:
    found = texts()
    sides, kinds = Counter(text.side for text in found), Counter(text.kind for text in found)
    assert (sides[Side.NEED], sides[Side.OFFER]) == (150, 250)
    assert set(kinds) == set(ListingKind)
    assert 0.55 <= kinds[ListingKind.PRODUCT] / len(found) <= 0.65
    assert all((side, ListingKind.IDEA) in {(text.side, text.kind) for text in found} for side in Side)


def test_no_two_titles_are_alike_and_all_fit_their_fields() -> None:
    found = texts()
    assert len({text.title for text in found}) == len({text.key for text in found}) == len(found)
    assert all(len(text.title) <= 60 and len(text.summary) <= 200 for text in found)
    assert all(len(text.facts.unit) <= 20 and len(text.facts.classes) <= rules.MOST_CLASSES for text in found)
    assert all("{" not in text.title + text.summary + text.description for text in found)
    assert {text.trade for text in found} <= {trade.word for trade in TRADES} | {"本会"}


def test_no_contact_stands_in_any_text() -> None:
    for text in texts():
        values = [one.value for one in text.facts.requirements]
        rules.ensure_no_contacts(text.title, text.summary, text.description, text.facts.partner_kind, *values)
    for script in scripts():
        rules.ensure_no_contacts(script.message, *[step.text for step in script.steps])


def test_many_needs_have_offers_written_for_them_and_some_nearly_fit() -> None:
    found = by_key()
    fits = Counter(text.answers for text in found.values() if text.fits)
    assert len(fits) >= 80
    assert max(fits.values()) <= 3
    assert all(found[key].side is Side.NEED for key in fits)
    assert sum(bool(text.answers) and not text.fits for text in found.values()) >= 15
    unanswered = [text for text in found.values() if text.side is Side.NEED and text.key not in fits]
    assert len(unanswered) >= 30


def test_people_wrote_them_in_every_state_and_some_in_traditional_characters() -> None:
    found = texts()
    assert {text.facts.state for text in found} == set(ListingState) - {ListingState.CLOSED}
    assert {text.facts.ending for text in found} == {None, rules.Closing.FULFILLED, rules.Closing.WITHDRAWN}
    assert sum(any(letter in text.title + text.summary for letter in "鐓應鹽國線標樓") for text in found) >= 3
    assert all(text.facts.rejection for text in found if text.facts.state is ListingState.REJECTED)


def test_rows_below_a_pattern_make_pairs() -> None:
    found = by_key()
    offers = [text for text in found.values() if text.answers.startswith("fasteners-") and "." in text.answers]
    assert len(offers) == 8
    assert all(text.facts.requirements[0].value == found[text.answers].facts.requirements[0].value for text in offers)
