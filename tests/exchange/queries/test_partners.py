"""Partners: found by the index, let through by the database."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.core.actor import SYSTEM
from shanghui.engines import matching
from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.actions.matches import dismiss_match, postpone_match
from shanghui.exchange.models import Listing
from shanghui.exchange.queries import index
from shanghui.exchange.queries.partners import partners, partners_of_enterprise
from shanghui.exchange.rules import DeclineReason, ListingState
from tests.factories import network as make
from tests.factories.exchange import make_introduction, make_need, make_offer
from tests.factories.world import World


def titles(world: World, role: str, listing: Listing) -> list[str]:
    return [one.listing.title for one in partners(world.actors[role], listing).found]


@pytest.fixture
def need(world: World) -> Listing:
    return make_need(world.chamber, make.make_enterprise("澄屿装备", world.chamber), title="求购10.9级高强度螺栓M12×80")


def test_partners_are_found_best_first_in_both_directions(world: World, need: Listing) -> None:
    make_offer(world.other, title="供应高强度螺栓M12×80，10.9级")
    make_offer(world.other, title="供应高强度螺栓")
    make_offer(world.other, title="代办工商注册", kind="service")
    rebuild_index()
    assert titles(world, "secretary", need) == ["供应高强度螺栓M12×80，10.9级", "供应高强度螺栓"]
    offer = Listing.objects.unrestricted("test").get(title="供应高强度螺栓")
    assert titles(world, "other", offer) == [need.title]


@pytest.mark.parametrize(
    ("facts", "seen"),
    [
        ({}, True),
        ({"audience": "own"}, False),
        ({"audience": "area"}, False),
        ({"state": ListingState.CLOSED}, False),
        ({"state": ListingState.SUBMITTED}, False),
    ],
)
def test_stale_index_never_shows_a_hidden_row(world: World, need: Listing, facts: dict[str, str], seen: bool) -> None:
    offer = make_offer(world.other, title="供应高强度螺栓")
    rebuild_index()
    Listing.objects.unrestricted("the index does not hear of it").filter(pk=offer.pk).update(**facts)
    assert titles(world, "secretary", need) == (["供应高强度螺栓"] if seen else [])


def test_expired_listing_is_nobodys_partner(world: World, need: Listing) -> None:
    offer = make_offer(world.other, title="供应高强度螺栓")
    rebuild_index()
    yesterday = localdate() - timedelta(days=1)
    Listing.objects.unrestricted("time goes by").filter(pk=offer.pk).update(expires_on=yesterday)
    assert titles(world, "secretary", need) == []


def test_answered_pairs_stay_away_from_her_own_organisation_alone(world: World, need: Listing) -> None:
    wrong = make_offer(world.other, title="供应高强度螺栓")
    later = make_offer(world.other, title="供应螺栓和高强度螺母")
    rebuild_index()
    secretary, now = world.actors["secretary"], timezone.now()
    dismiss_match(actor=secretary, mine=need, theirs=wrong, reason=DeclineReason.PRICE, now=now)
    postpone_match(actor=secretary, mine=need, theirs=later, until=localdate() + timedelta(days=14), now=now)
    assert titles(world, "secretary", need) == []
    assert titles(world, "other", wrong) == [need.title]
    fortnight = localdate() + timedelta(days=15)
    assert [one.listing for one in partners(secretary, need, day=fortnight).found] == [later]


def test_introduction_that_goes_on_is_shown_with_its_partner(world: World, need: Listing) -> None:
    offer = make_offer(world.other, make.make_enterprise("申岳", world.other), title="供应高强度螺栓")
    introduction = make_introduction(need, offer)
    rebuild_index()
    assert [one.introduction for one in partners(world.actors["secretary"], need).found] == [introduction]


def test_own_firm_is_no_partner(world: World, need: Listing) -> None:
    make_offer(world.chamber, need.enterprise, title="供应高强度螺栓")
    rebuild_index()
    assert titles(world, "secretary", need) == []


def test_firm_finds_needs_by_its_business(world: World, need: Listing) -> None:
    firm = make.make_enterprise("申岳", world.other, main_business="高强度螺栓、螺母")
    rebuild_index()
    assert [one.listing for one in partners_of_enterprise(world.actors["other"], firm).found] == [need]


def test_a_pair_without_a_reason_about_the_goods_is_not_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    need = make_need(world.chamber, title="气门嘴帽")
    make_offer(world.other, title="汽车嘴件气泵门帘帽子")
    rebuild_index()
    assert titles(world, "secretary", need) == []
    monkeypatch.setattr("shanghui.exchange.queries.partners.ABOUT_GOODS", frozenset(matching.ReasonCode))
    assert titles(world, "secretary", need) == ["汽车嘴件气泵门帘帽子"]


def test_there_may_be_more_than_are_shown(world: World, need: Listing) -> None:
    for number in range(3):
        make_offer(world.other, title=f"供应高强度螺栓{number}")
    rebuild_index()
    found = [partners(world.actors["secretary"], need, top=top) for top in (2, 3, 4)]
    assert [(len(one.found), one.more) for one in found] == [(2, True), (3, True), (3, False)]


def test_without_an_index_the_page_says_so(world: World, need: Listing) -> None:
    assert not partners(world.actors["secretary"], need).ready
    rebuild_index()
    assert partners(world.actors["secretary"], need).ready
    (index.index_folder() / "current").write_text("1 nowhere", encoding="ascii")
    assert not partners(SYSTEM, need).ready


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_partners(
    world: World, need: Listing, number: int, django_assert_num_queries: object
) -> None:
    for _ in range(number):
        make_offer(
            world.other, make.make_enterprise("", world.other), title="供应高强度螺栓", region=world.district.region
        )
    rebuild_index()
    listing = Listing.objects.unrestricted("test").get(pk=need.pk)
    with django_assert_num_queries(11):  # type: ignore[operator]
        assert len(partners(world.actors["secretary"], listing).found) == number
