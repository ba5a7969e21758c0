"""Which buttons are there, for whom, in which state."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.core.models import AuditRow
from shanghui.exchange.actions import listings as actions
from shanghui.exchange.queries.listing_steps import history, steps
from shanghui.exchange.rules import ListingState
from tests.exchange.conftest import Market
from tests.factories import exchange as make

BUTTONS = {
    ("secretary", "draft"): "edit submit withdraw",
    ("lin", "draft"): "edit submit publish withdraw",
    ("member", "draft"): "edit submit withdraw",
    ("secretary", "submitted"): "edit reject withdraw waits",
    ("lin", "submitted"): "edit publish reject withdraw",
    ("near", "submitted"): "publish reject",
    ("member", "submitted"): "edit withdraw",
    ("secretary", "rejected"): "edit submit withdraw",
    ("secretary", "published"): "edit extend fulfil withdraw",
    ("member", "published"): "edit extend fulfil withdraw",
    ("near", "published"): "",
    ("other", "published"): "",
    ("officer", "published"): "",
    ("secretary", "closed"): "",
}


@pytest.mark.parametrize(("role", "state"), BUTTONS)
def test_buttons(market: Market, role: str, state: str) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState(state), entered_by=market.user("secretary"))
    shown = steps(market.actor(role), row)
    assert {name for name, there in asdict(shown).items() if there is True} == set(BUTTONS[role, state].split())
    assert shown.any is bool(set(BUTTONS[role, state].split()) - {"edit"})


def test_extended_once(market: Market) -> None:
    row = make.make_need(market.chamber, extended=True, expires_on=localdate() + timedelta(days=3))
    shown = steps(market.actor("secretary"), row)
    assert (shown.extend, shown.days) == (False, 3)


def test_history_is_the_listings_own(market: Market) -> None:
    row = make.make_need(market.chamber, state=ListingState.SUBMITTED)
    other = make.make_need(market.chamber, state=ListingState.SUBMITTED)
    for one in (row, other):
        actions.reject_listing(actor=market.actor("secretary"), listing=one, reason="补数量", now=row.created_at)
    AuditRow.objects.filter(subject_id=other.pk).update(action="ask_for_foreign")
    assert [(step.action, step.detail) for step in history(row)] == [("reject_listing", {"reason": "补数量"})]
    assert history(other) == []
