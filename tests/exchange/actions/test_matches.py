"""What is said of a pair."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.core.refusal import NotPermitted
from shanghui.exchange import rules
from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.actions.matches import dismiss_match, find_partners, postpone_match, recall_match
from shanghui.exchange.models import Listing, Match, MatchAnswer
from shanghui.exchange.rules import DeclineReason
from tests.factories.exchange import make_need, make_offer
from tests.factories.world import World


@pytest.fixture
def pair(world: World) -> tuple[Listing, Listing]:
    return make_need(world.chamber, title="求购弹簧垫圈"), make_offer(world.other, title="供应弹簧垫圈")


def test_answer_is_kept_changed_and_taken_back(world: World, pair: tuple[Listing, Listing]) -> None:
    need, offer = pair
    asked = {"actor": world.actors["secretary"], "mine": need, "theirs": offer, "now": timezone.now()}
    dismiss_match(**asked, reason=DeclineReason.TOO_FAR, note="在外省")  # type: ignore[arg-type]
    assert MatchAnswer.objects.values_list("reason", "note", "until").get() == ("too_far", "在外省", None)
    later = localdate() + timedelta(days=14)
    postpone_match(**asked, until=later)  # type: ignore[arg-type]
    assert MatchAnswer.objects.values_list("reason", "note", "until").get() == ("", "", later)
    recall_match(**asked)  # type: ignore[arg-type]
    assert not MatchAnswer.objects.exists()


def test_each_side_answers_for_itself(world: World, pair: tuple[Listing, Listing]) -> None:
    need, offer = pair
    now, reason = timezone.now(), DeclineReason.PRICE
    dismiss_match(actor=world.actors["secretary"], mine=need, theirs=offer, reason=reason, now=now)
    dismiss_match(actor=world.actors["other"], mine=offer, theirs=need, reason=reason, now=now)
    assert set(MatchAnswer.objects.values_list("organisation", flat=True)) == {world.chamber.pk, world.other.pk}


def test_no_is_said_with_a_reason_by_her_own_broker(world: World, pair: tuple[Listing, Listing]) -> None:
    need, offer = pair
    now = timezone.now()
    with pytest.raises(rules.ReasonWanted):
        dismiss_match(actor=world.actors["secretary"], mine=need, theirs=offer, reason=None, now=now)
    for role in ("other", "contact", "visitor", "convener"):
        with pytest.raises(NotPermitted):
            dismiss_match(actor=world.actors[role], mine=need, theirs=offer, reason=DeclineReason.PRICE, now=now)
    with pytest.raises(rules.OwnListingOnly):
        dismiss_match(actor=world.actors["secretary"], mine=need, theirs=need, reason=DeclineReason.PRICE, now=now)


def test_pairs_of_a_new_listing_are_kept_once(world: World, pair: tuple[Listing, Listing]) -> None:
    need, offer = pair
    rebuild_index()
    assert find_partners(listing=need, now=timezone.now()) == 1
    assert find_partners(listing=offer, now=timezone.now()) == 1
    assert Match.objects.values_list("need", "offer").get() == (need.pk, offer.pk)


def test_a_listing_knows_since_when_it_has_a_partner(world: World, pair: tuple[Listing, Listing]) -> None:
    rebuild_index()
    first = timezone.now()
    for now in (first, first + timedelta(days=1)):
        find_partners(listing=pair[0], now=now)
    assert {Listing.objects.unrestricted("test").get(pk=one.pk).matched_at for one in pair} == {first}
