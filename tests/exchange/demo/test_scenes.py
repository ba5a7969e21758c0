"""Words of a script become actions: a short life told with them."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.exchange.actions.introductions import draft_introduction
from shanghui.exchange.demo.scenes import Scene, play
from shanghui.exchange.models import ConsentLink, Introduction
from shanghui.exchange.rules import IntroductionState, ListingState, Side
from tests.factories import exchange
from tests.factories import network as make

NOW = timezone.now()


class Story:
    """A need and an offer, their two secretaries."""

    def __init__(self) -> None:
        here, there = make.make_organisation(), make.make_organisation()
        self.need = exchange.make_need(here, make.make_enterprise("", here))
        self.offer = exchange.make_offer(there, make.make_enterprise("", there))
        self.actors: dict[Side, Actor] = {
            Side.NEED: make.make_secretary(here)[1],
            Side.OFFER: make.make_secretary(there)[1],
        }
        self.introduction = draft_introduction(
            actor=self.actors[Side.NEED], mine=self.need, theirs=self.offer, message="您好", now=NOW
        )

    def play(self, side: Side, what: str, text: str = "", *, by_firm: bool = False, now: datetime = NOW) -> None:
        play(Scene(self.introduction, side, self.actors[side], None, by_firm, now), what, text)

    def row(self) -> Introduction:
        return Introduction.objects.unrestricted("test").get(pk=self.introduction.pk)


@pytest.mark.django_db
def test_from_asking_to_the_landed_amount() -> None:
    story = Story()
    story.play(Side.NEED, "ask")
    story.play(Side.OFFER, "say", "今天就问")
    story.play(Side.OFFER, "screen")
    story.play(Side.OFFER, "agree", by_firm=True)
    story.play(Side.NEED, "agree")
    story.play(Side.NEED, "met", "谈得好")
    story.play(Side.NEED, "next", "5 送样")
    assert story.row().next_step_on == timezone.localdate(NOW) + timedelta(days=5)
    story.play(Side.OFFER, "negotiate")
    story.play(Side.NEED, "intent", "- 口头")
    story.play(Side.NEED, "landed", "1200.50 发票")
    story.play(Side.NEED, "follow", "满意")
    story.play(Side.NEED, "done", "结")
    story.play(Side.NEED, "shut")
    row = story.row()
    assert row.state == IntroductionState.CONCLUDED
    assert [(one.kind, one.evidence) for one in row.outcomes.order_by("pk")] == [("intent", "口头"), ("landed", "发票")]
    assert row.need is not None
    assert row.need.state == ListingState.CLOSED
    assert ConsentLink.objects.get().used_at == NOW


@pytest.mark.django_db
@pytest.mark.parametrize("by_firm", [True, False])
def test_a_firm_or_its_broker_declines_with_a_reason(by_firm: bool) -> None:
    story = Story()
    story.play(Side.NEED, "ask")
    story.play(Side.OFFER, "screen")
    story.play(Side.OFFER, "decline", "too_small 量不够", by_firm=by_firm)
    assert (story.row().state, story.row().reason, story.row().reason_note) == ("declined", "too_small", "量不够")


@pytest.mark.django_db
def test_an_end_without_outcome_says_why() -> None:
    story = Story()
    for side, what in ((Side.NEED, "ask"), (Side.OFFER, "screen"), (Side.OFFER, "agree"), (Side.NEED, "agree")):
        story.play(side, what)
    story.play(Side.NEED, "met", "见了")
    story.play(Side.NEED, "end", "price 差一成")
    assert (story.row().state, story.row().reason) == ("concluded", "price")
    with pytest.raises(KeyError):
        story.play(Side.NEED, "wonder")
