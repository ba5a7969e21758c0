"""Draft, ask, screen, decline."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.core.models import AuditRow, OutboxMessage
from shanghui.core.refusal import BadRequest, NotFound, NotPermitted
from shanghui.exchange import rules
from shanghui.exchange.actions import introductions as actions
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import DeclineReason, IntroductionState, ListingState, Side
from tests.exchange.conftest import at, bring
from tests.factories import exchange as make
from tests.factories import network
from tests.factories.exchange import Pair

State = IntroductionState


def propose(pair: Pair, role: str = "asker", **facts: object) -> Introduction:
    given = {"mine": pair.need, "theirs": pair.offer, "message": "麻烦问一声", "now": timezone.now()} | facts
    return actions.propose_introduction(actor=pair.actors[role], **given)  # type: ignore[arg-type]


def test_draft_keeps_who_asks_whom_and_its_clock(pair: Pair) -> None:
    fits = [{"requirement": "等级10.9", "state": "met", "evidence": "检测报告"}]
    facts = {"actor": pair.actors["asked"], "mine": pair.offer, "theirs": pair.need, "message": " 您好 "}
    made = actions.draft_introduction(now=at(2026, 3, 2), fits=fits, **facts)  # type: ignore[arg-type]
    assert (made.asking_side, made.asking_organisation, made.asked_organisation) == ("offer", pair.other, pair.chamber)
    assert (made.asking_enterprise, made.asked_enterprise) == (pair.maker, pair.buyer)
    assert (made.state, made.message, made.subject, made.fits) == ("drafted", "您好", pair.need.title, fits)
    assert (made.remind_on, made.lapses_on) == (date(2026, 3, 9), date(2026, 3, 16))
    assert not OutboxMessage.objects.exists()


def test_propose_asks_at_once_or_leaves_nothing(pair: Pair) -> None:
    made = propose(pair)
    assert (made.state, [event.what for event in made.events.all()]) == (State.ASKED, ["drafted", "asked"])
    assert set(OutboxMessage.objects.values_list("receiver", flat=True)) == {
        pair.users["asked"].email,
        pair.users["asked_colleague"].email,
    }
    other = make.make_offer(pair.other, pair.maker)
    with pytest.raises(rules.ContactsInText):
        propose(pair, theirs=other, message="电话13800001111")
    assert Introduction.objects.unrestricted("test").count() == 1


@pytest.mark.parametrize("role", ["officer", "convener", "general", "far", "asked", "buyer"])
def test_only_the_listings_own_secretaries_draft(pair: Pair, role: str) -> None:
    with pytest.raises(NotPermitted):
        propose(pair, role)


def test_draft_is_refused_where_nothing_is_to_be_introduced(pair: Pair) -> None:
    with pytest.raises(BadRequest):
        propose(pair, theirs=make.make_need(pair.other))
    same_firm = make.make_offer(pair.chamber, pair.buyer)
    with pytest.raises(rules.SameFirm):
        propose(pair, theirs=same_firm)
    own, own_offer = make.make_need(pair.chamber), make.make_offer(pair.chamber)
    with pytest.raises(rules.SameFirm):
        propose(pair, mine=own, theirs=own_offer)
    for facts in ({"state": ListingState.CLOSED}, {"expires_on": localdate() - timedelta(days=1)}):
        with pytest.raises((rules.ListingNotOpen, NotFound)):
            propose(pair, theirs=make.make_offer(pair.other, pair.maker, **facts))
    hidden = make.make_offer(pair.other, pair.maker, audience="own")
    with pytest.raises(NotFound):
        propose(pair, theirs=hidden)
    propose(pair)
    with pytest.raises(rules.IntroducedAlready):
        propose(pair)
    with pytest.raises(rules.IntroducedAlready):
        propose(pair, "asked", mine=pair.offer, theirs=pair.need)


@pytest.mark.parametrize(
    "fits", [[{"requirement": "甲", "state": "perhaps"}], [{"requirement": "甲", "state": "met"}] * 31, [{}]]
)
def test_odd_fits_are_refused(pair: Pair, fits: list[dict[str, str]]) -> None:
    with pytest.raises(BadRequest):
        propose(pair, fits=fits)


def test_ended_introduction_makes_room_for_another(pair: Pair) -> None:
    made = propose(pair)
    _decline(pair, made, "asked", Side.OFFER)
    assert propose(pair).pk != made.pk


def test_draft_is_sent_once_and_only_while_both_listings_live(pair: Pair) -> None:
    facts = {"actor": pair.actors["asker"], "now": timezone.now()}
    made = actions.draft_introduction(mine=pair.need, theirs=pair.offer, message="", **facts)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        actions.ask_introduction(actor=pair.actors["asked"], introduction=made, now=timezone.now())
    pair.offer.state = ListingState.CLOSED
    pair.offer.save()
    with pytest.raises(rules.ListingNotOpen):
        actions.ask_introduction(introduction=made, **facts)  # type: ignore[arg-type]
    pair.offer.state = ListingState.PUBLISHED
    pair.offer.save()
    actions.ask_introduction(introduction=made, **facts)  # type: ignore[arg-type]
    with pytest.raises(rules.IntroductionStepRefused):
        actions.ask_introduction(introduction=made, **facts)  # type: ignore[arg-type]


def test_one_chamber_with_both_members_goes_straight_to_the_firms(pair: Pair) -> None:
    network.make_membership(pair.maker, pair.chamber)
    made = propose(pair, theirs=make.make_offer(pair.chamber, pair.maker))
    assert (made.state, made.asked_broker_id) == (State.SCREENED, pair.users["asker"].pk)
    assert not OutboxMessage.objects.exists()


def test_asked_secretary_lets_it_pass_and_the_asking_ones_hear_of_it(pair: Pair) -> None:
    made = bring(pair, State.ASKED, timezone.now())
    OutboxMessage.objects.all().delete()
    for role in ("asker", "officer", "convener", "maker", "far"):
        with pytest.raises(NotPermitted):
            actions.screen_introduction(actor=pair.actors[role], introduction=made, now=timezone.now())
    made = actions.screen_introduction(actor=pair.actors["asked"], introduction=made, now=at(2026, 3, 2))
    assert (made.state, made.asked_broker_id) == (State.SCREENED, pair.users["asked"].pk)
    assert (made.answer_due, made.lapses_on) == (date(2026, 3, 9), date(2026, 3, 16))
    assert set(OutboxMessage.objects.values_list("receiver", flat=True)) == {
        pair.users["asker"].email,
        pair.users["asker_colleague"].email,
    }
    with pytest.raises(rules.AnsweredAlready):
        actions.screen_introduction(actor=pair.actors["asked"], introduction=made, now=timezone.now())


def test_answer_to_a_page_that_is_stale_changes_nothing(pair: Pair) -> None:
    """A colleague let it pass; she, with the page still open, would say no."""
    made = bring(pair, State.ASKED, timezone.now())
    read = made.version
    actions.screen_introduction(actor=pair.actors["asked"], introduction=made, now=timezone.now(), version=read)
    with pytest.raises(rules.AnsweredAlready):
        _decline(pair, made, "asked_colleague", Side.OFFER, version=read)
    made.refresh_from_db()
    assert made.state == State.SCREENED


@pytest.mark.parametrize("state", [State.ASKED, State.SCREENED, State.CONSENTED])
def test_either_side_says_no_until_they_have_met(pair: Pair, state: IntroductionState) -> None:
    for role, side in (("asker", Side.NEED), ("asked", Side.OFFER)):
        made = bring(pair, state, timezone.now())
        OutboxMessage.objects.all().delete()
        with pytest.raises(rules.ReasonWanted):
            _decline(pair, made, role, side, reason=None)
        with pytest.raises(rules.ContactsInText):
            _decline(pair, made, role, side, text="加微信 abcdef123")
        for nobody in ("far", "officer", "convener", "visitor"):
            with pytest.raises(NotPermitted):
                _decline(pair, made, nobody, side)
        made = _decline(pair, made, role, side, text="太远了")
        assert (made.state, made.declined_by, made.reason, made.lapses_on) == ("declined", side, "price", None)
        told = set(OutboxMessage.objects.values_list("receiver", flat=True))
        assert told == {pair.users[one].email for one in pair.users if one.startswith("asked" if role == "asker" else "asker")}  # fmt: skip
        with pytest.raises(rules.AnsweredAlready):
            _decline(pair, made, role, side)


def test_no_of_a_firm_itself_reaches_both_secretaries(pair: Pair) -> None:
    made = bring(pair, State.SCREENED, timezone.now())
    OutboxMessage.objects.all().delete()
    with pytest.raises(NotPermitted):
        _decline(pair, made, "maker", Side.NEED)
    _decline(pair, made, "maker", Side.OFFER)
    assert OutboxMessage.objects.count() == 4


def test_nobody_says_no_after_the_meeting(pair: Pair) -> None:
    made = bring(pair, State.MET, timezone.now())
    with pytest.raises(rules.IntroductionStepRefused):
        _decline(pair, made, "asked", Side.OFFER)


def test_draft_that_is_withdrawn_is_told_to_nobody(pair: Pair) -> None:
    facts = {"actor": pair.actors["asker"], "mine": pair.need, "theirs": pair.offer}
    made = actions.draft_introduction(message="", now=timezone.now(), **facts)  # type: ignore[arg-type]
    _decline(pair, made, "asker", Side.NEED)
    assert not OutboxMessage.objects.exists()
    assert not Introduction.objects.visible_to(pair.actors["asked"]).exists()


def test_trail_holds_each_step_and_no_text(pair: Pair) -> None:
    bring(pair, State.MET, timezone.now())
    rows = AuditRow.objects.filter(subject_kind="exchange.introduction").order_by("number")
    steps = ["drafted", "asked", "screened", "consented", "consented", "released", "met"]
    assert [row.action for row in rows] == [f"introduction_{step}" for step in steps]
    assert {str(row.detail) for row in rows} == {"{}"}


def _decline(
    pair: Pair,
    introduction: Introduction,
    role: str,
    side: Side,
    reason: DeclineReason | None = DeclineReason.PRICE,
    **facts: object,
) -> Introduction:
    actor, now = pair.actors[role], timezone.now()
    return actions.decline_introduction(
        actor=actor,
        introduction=introduction,
        side=side,
        reason=reason,
        now=now,
        **facts,  # type: ignore[arg-type]
    )
