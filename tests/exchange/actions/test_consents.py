"""Yes of both firms: through their brokers, by themselves, by a link."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.core.models import AuditRow, OutboxMessage
from shanghui.core.refusal import Gone, NotPermitted
from shanghui.exchange import rules
from shanghui.exchange.actions import consents
from shanghui.exchange.actions.introductions import decline_introduction
from shanghui.exchange.models import ConsentLink, Introduction
from shanghui.exchange.rules import DeclineReason, IntroductionState, Side
from tests.exchange.conftest import at, bring
from tests.factories import exchange as make
from tests.factories.exchange import Pair

State = IntroductionState


@pytest.fixture
def screened(pair: Pair) -> Introduction:
    return bring(pair, State.SCREENED, timezone.now())


def consent(pair: Pair, introduction: Introduction, role: str, side: Side, **facts: object) -> Introduction:
    now = timezone.now()
    return consents.give_consent(actor=pair.actors[role], introduction=introduction, side=side, now=now, **facts)  # type: ignore[arg-type]


def link(pair: Pair, introduction: Introduction, role: str = "asked", side: Side = Side.OFFER) -> consents.IssuedLink:
    return consents.make_consent_link(actor=pair.actors[role], introduction=introduction, side=side, now=timezone.now())


@pytest.mark.parametrize(("first", "second"), [("asker", "asked"), ("buyer", "maker"), ("asker", "maker")])
def test_second_yes_releases_contacts(pair: Pair, screened: Introduction, first: str, second: str) -> None:
    OutboxMessage.objects.all().delete()
    one = consent(pair, screened, first, Side.NEED)
    assert (one.state, one.released_at) == (State.SCREENED, None)
    assert not OutboxMessage.objects.exists()
    both = consent(pair, screened, second, Side.OFFER)
    assert (both.state, both.is_released) == (State.CONSENTED, True)
    assert AuditRow.objects.filter(action="introduction_released", subject_id=both.pk).count() == 1
    assert OutboxMessage.objects.count() == 4


def test_yes_is_for_ones_own_side_alone_and_once(pair: Pair, screened: Introduction) -> None:
    wrong = [("asker", Side.OFFER), ("asked", Side.NEED), ("buyer", Side.OFFER), ("maker", Side.NEED)]
    wrong += [(role, side) for role in ("officer", "convener", "general", "far", "visitor") for side in Side]
    for role, side in wrong:
        with pytest.raises(NotPermitted):
            consent(pair, screened, role, side)
    consent(pair, screened, "asker", Side.NEED)
    with pytest.raises(rules.AnsweredAlready):
        consent(pair, screened, "buyer", Side.NEED)
    with pytest.raises(rules.AnsweredAlready):
        consent(pair, screened, "asked", Side.OFFER, version=screened.version)


def test_yes_comes_after_screening_and_before_the_end(pair: Pair) -> None:
    asked = bring(pair, State.ASKED, timezone.now())
    with pytest.raises(rules.IntroductionStepRefused):
        consent(pair, asked, "asker", Side.NEED)
    facts = {"side": Side.OFFER, "reason": DeclineReason.PRICE, "now": timezone.now()}
    decline_introduction(actor=pair.actors["asked"], introduction=asked, **facts)  # type: ignore[arg-type]
    with pytest.raises(rules.AnsweredAlready):
        consent(pair, asked, "asker", Side.NEED)
    asked.refresh_from_db()
    assert not asked.is_released


def test_meeting_is_due_in_twenty_working_days(pair: Pair) -> None:
    made = bring(pair, State.CONSENTED, at(2026, 3, 2))
    assert str(made.answer_due) == "2026-03-30"


def test_link_is_kept_as_a_hash_and_answers_once(pair: Pair, screened: Introduction) -> None:
    issued = link(pair, screened)
    assert len(issued.token) >= 32
    kept = str(list(ConsentLink.objects.values())) + str(list(AuditRow.objects.values()))
    assert issued.token not in kept + str(list(screened.events.values()))
    made = consents.answer_by_link(token=issued.token, agrees=True, now=timezone.now())
    assert made.asked_consent_at is not None
    event = made.events.filter(what="consented").get()
    assert (event.by, event.acting_for, event.text) == (None, "", "offer")
    with pytest.raises(Gone):
        consents.answer_by_link(token=issued.token, agrees=False, reason=DeclineReason.PRICE, now=timezone.now())


def test_link_says_no_with_a_reason(pair: Pair, screened: Introduction) -> None:
    issued = link(pair, screened)
    with pytest.raises(rules.ReasonWanted):
        consents.answer_by_link(token=issued.token, agrees=False, now=timezone.now())
    OutboxMessage.objects.all().delete()
    made = consents.answer_by_link(token=issued.token, agrees=False, reason=DeclineReason.TOO_FAR, now=timezone.now())
    assert (made.state, made.declined_by, made.reason) == (State.DECLINED, "offer", "too_far")
    assert OutboxMessage.objects.count() == 4


def test_link_is_made_by_the_broker_of_that_side_while_the_answer_is_awaited(
    pair: Pair, screened: Introduction
) -> None:
    for role in ("asker", "maker", "officer", "convener", "far", "visitor"):
        with pytest.raises(NotPermitted):
            link(pair, screened, role)
    consent(pair, screened, "asked", Side.OFFER)
    with pytest.raises(rules.AnsweredAlready):
        link(pair, screened)


def test_newer_link_takes_the_place_of_the_older(pair: Pair, screened: Introduction) -> None:
    older, newer = link(pair, screened), link(pair, screened)
    with pytest.raises(Gone):
        consents.answer_by_link(token=older.token, agrees=True, now=timezone.now())
    consents.answer_by_link(token=newer.token, agrees=True, now=timezone.now())


def test_link_opens_no_more_when_it_is_over_unknown_or_pointless(pair: Pair, screened: Introduction) -> None:
    issued = link(pair, screened)
    later = timezone.now() + consents.LINK_DAYS + timedelta(seconds=1)
    for token, now in ((issued.token, later), ("nonsense", timezone.now())):
        with pytest.raises(Gone):
            consents.answer_by_link(token=token, agrees=True, now=now)
    consent(pair, screened, "asked", Side.OFFER)  # by telephone, meanwhile
    with pytest.raises(Gone):
        consents.answer_by_link(token=issued.token, agrees=True, now=timezone.now())


def test_old_link_never_undoes_what_both_agreed(pair: Pair, screened: Introduction) -> None:
    issued = link(pair, screened, "asker", Side.NEED)
    consent(pair, screened, "asker", Side.NEED)
    consent(pair, screened, "asked", Side.OFFER)
    with pytest.raises(Gone):
        consents.answer_by_link(token=issued.token, agrees=False, reason=DeclineReason.PRICE, now=timezone.now())
    screened.refresh_from_db()
    assert screened.state == State.CONSENTED


def test_second_introduction_of_a_deal_points_to_the_first(pair: Pair) -> None:
    first = bring(pair, State.MET, timezone.now())
    pair.offer = make.make_offer(pair.other, pair.maker)
    second = bring(pair, State.CONSENTED, timezone.now())
    assert (first.same_deal, second.same_deal) == (None, first)
