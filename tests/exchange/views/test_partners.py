"""Partners under a listing: introduced, put off, dismissed with a reason."""

import pytest

from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.models import Listing, MatchAnswer
from shanghui.exchange.rules import ListingState
from tests.factories import network as make
from tests.factories.exchange import make_introduction, make_need, make_offer
from tests.factories.world import World


@pytest.fixture
def pair(world: World) -> tuple[Listing, Listing]:
    need = make_need(world.chamber, make.make_enterprise("澄屿装备", world.chamber), title="求购弹簧垫圈")
    offer = make_offer(world.other, make.make_enterprise("申岳紧固件", world.other), title="供应弹簧垫圈")
    rebuild_index()
    return need, offer


def page(world: World, role: str, listing: Listing) -> str:
    """What the listing's page asks for by itself."""
    path, asked = f"/exchange/listings/{listing.pk}/partners/", {"HX-Request": "true"}
    return world.client(role).get(path, headers=asked).content.decode()


def test_brokers_see_partners_with_what_to_do(world: World, pair: tuple[Listing, Listing]) -> None:
    need, offer = pair
    for role, mine, name in (("secretary", need, "申岳紧固件"), ("other", offer, "澄屿装备")):
        text = page(world, role, mine)
        assert name in text
        assert f"?need={need.pk}&amp;offer={offer.pk}" in text
    assert "申岳紧固件" not in page(world, "other", need)


def test_listing_asks_for_them_where_they_are_shown(world: World, pair: tuple[Listing, Listing]) -> None:
    need, _offer = pair
    place = f"/exchange/listings/{need.pk}/"
    for role, asks in (("secretary", True), ("other", False)):
        text = world.client(role).get(place).content.decode()
        assert (f'hx-get="{place}partners/"' in text) is asks
        assert "申岳紧固件" not in text


def test_without_scripts_they_are_a_page(world: World, pair: tuple[Listing, Listing]) -> None:
    need, _offer = pair
    answer = world.client("secretary").get(f"/exchange/listings/{need.pk}/partners/")
    assert answer.headers["Vary"].count("HX-Request") == 1
    assert "<html" in answer.content.decode()
    assert "申岳紧固件" in answer.content.decode()
    assert "<html" not in page(world, "secretary", need)


def test_five_at_first_and_more_when_asked(world: World) -> None:
    need = make_need(world.chamber, title="求购弹簧垫圈")
    for number in range(7):
        make_offer(world.other, title=f"供应弹簧垫圈{number}号")
    rebuild_index()
    client, path = world.client("secretary"), f"/exchange/listings/{need.pk}/partners/"
    for query, number, more in (("", 5, True), ("?more=1", 7, False)):
        text = client.get(path + query, headers={"HX-Request": "true"}).content.decode()
        assert text.count("sh-match") == number
        assert ("?more=1" in text) is more


def test_draft_has_none(world: World) -> None:
    draft = make_need(world.chamber, state=ListingState.DRAFT)
    assert world.client("secretary").get(f"/exchange/listings/{draft.pk}/partners/").status_code == 404


def test_going_introduction_is_shown_instead_of_the_button(world: World, pair: tuple[Listing, Listing]) -> None:
    need, offer = pair
    made = make_introduction(need, offer)
    text = page(world, "secretary", need)
    assert f"/exchange/introductions/{made.pk}/" in text
    assert "introductions/new" not in text


def test_answers_are_kept_and_the_partner_goes(world: World, pair: tuple[Listing, Listing]) -> None:
    need, offer = pair
    client, path = world.client("secretary"), f"/exchange/listings/{need.pk}/partners/{offer.pk}"
    assert client.post(f"{path}/dismiss/", {"reason": "no"}).status_code == 400
    assert client.post(f"{path}/dismiss/", {"reason": "too_far"}).url.endswith(f"/{need.pk}/#partners")  # type: ignore[attr-defined]
    assert "申岳紧固件" not in page(world, "secretary", need)
    assert client.post(f"{path}/postpone/").status_code == 302
    answer = MatchAnswer.objects.get()
    assert answer.reason == ""
    assert answer.until is not None
    assert world.client("other").post(f"{path}/dismiss/", {"reason": "price"}).status_code == 404


def test_while_the_index_is_built_the_page_says_so(world: World) -> None:
    need = make_need(world.chamber)
    assert "索引正在重建" in page(world, "secretary", need)


def test_firm_finds_needs_on_a_page_of_its_own(world: World, pair: tuple[Listing, Listing]) -> None:
    firm = make.make_enterprise("博岩", world.other, main_business="弹簧垫圈")
    answer = world.client("other").get(f"/exchange/enterprises/{firm.pk}/partners/")
    assert "求购弹簧垫圈" in answer.content.decode()
