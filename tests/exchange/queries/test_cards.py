"""A card says why in sentences, with the evidence marked and nothing of it trusted as markup."""

from shanghui.engines.matching import ReasonCode
from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.models import Listing, ListingRequirement
from shanghui.exchange.queries.cards import Card, cards, fits_of
from shanghui.exchange.queries.partners import partners
from shanghui.exchange.reasons import REASONS
from tests.factories import network as make
from tests.factories.exchange import make_need, make_offer
from tests.factories.world import World


def card_of(world: World, need: Listing) -> Card:
    rebuild_index()
    actor = world.actors["secretary"]
    [card] = cards(actor, need, partners(actor, need).found)
    return card


def test_every_reason_of_the_engine_has_its_sentence() -> None:
    assert set(REASONS) == set(ReasonCode)


def test_card_marks_the_evidence_and_names_what_nobody_said(world: World) -> None:
    need = make_need(world.chamber, title="求购高强度螺栓M12×80")
    for attribute, value in (("grade", "10.9级"), ("certificate", "质检报告")):
        ListingRequirement.objects.create(listing=need, attribute=attribute, relation="at_least", value=value)
    make_offer(world.other, make.make_enterprise("申岳紧固件", world.other), title="高强度螺栓M12×80，10.9级")
    card = card_of(world, need)
    assert card.owner.name == "申岳紧固件"
    assert any("<mark>" in one.text for one in card.sentences)
    assert [(chip.state, chip.text) for chip in card.chips][:2] == [("met", "10.9级"), ("unknown", "质检报告")]
    assert "质检报告" in card.sentences[-1].text
    assert card.sentences[-1].unknown


def test_markup_in_a_title_is_text(world: World) -> None:
    need = make_need(world.chamber, title="求购<b>弹簧垫圈</b>")
    make_offer(world.other, title="供应<b>弹簧垫圈</b>{0}%(x)s")
    card = card_of(world, need)
    assert not any("<b>" in one.text for one in card.sentences)


def test_anonymous_firm_has_no_name(world: World) -> None:
    firm = make.make_enterprise("申岳紧固件", world.other)
    make_offer(world.other, firm, title="供应弹簧垫圈", anonymous=True)
    need = make_need(world.chamber, title="求购弹簧垫圈")
    assert "申岳" not in str(card_of(world, need))


def test_introduction_keeps_the_fits(world: World) -> None:
    need = make_need(world.chamber, title="求购弹簧垫圈")
    ListingRequirement.objects.create(listing=need, attribute="grade", relation="at_least", value="10.9级")
    make_offer(world.other, title="供应弹簧垫圈，8.8级")
    rebuild_index()
    [found] = partners(world.actors["secretary"], need).found
    assert fits_of(found.match.fits, need, found.listing)[0] == {
        "requirement": "10.9级",
        "state": "gap",
        "evidence": "8.8级",
    }
