"""Several drafts at once: all or none."""

import pytest
from django.utils import timezone

from shanghui.core.refusal import NotPermitted
from shanghui.exchange import rules
from shanghui.exchange.actions.pasting import Draft, DraftsRefused, add_drafts
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Side
from tests.exchange.conftest import Market


def draft(market: Market, title: str) -> Draft:
    facts = {"kind": "product", "title": title}
    return Draft(Side.NEED, facts, market.chamber, market.firm, [], [])


def test_drafts_are_written_by_their_numbers(market: Market) -> None:
    drafts = {0: draft(market, "螺栓"), 3: draft(market, "螺母")}
    made = add_drafts(actor=market.actor("secretary"), drafts=drafts, now=timezone.now())
    assert {number: (row.title, row.state, row.origin) for number, row in made.items()} == {
        0: ("螺栓", "draft", "paste"), 3: ("螺母", "draft", "paste"),
    }  # fmt: skip


def test_one_that_cannot_be_leaves_none(market: Market) -> None:
    drafts = {0: draft(market, "螺栓"), 1: draft(market, "找13812345678"), 2: draft(market, "微信gucz_88")}
    with pytest.raises(DraftsRefused) as refused:
        add_drafts(actor=market.actor("secretary"), drafts=drafts, now=timezone.now())
    assert {number: type(fault) for number, fault in refused.value.faults.items()} == dict.fromkeys(
        (1, 2), rules.ContactsInText
    )
    assert not Listing.objects.unrestricted("test").exists()


def test_each_draft_asks_who_may(market: Market) -> None:
    with pytest.raises(DraftsRefused) as refused:
        add_drafts(actor=market.actor("other"), drafts={0: draft(market, "螺栓")}, now=timezone.now())
    assert isinstance(refused.value.faults[0], NotPermitted)
