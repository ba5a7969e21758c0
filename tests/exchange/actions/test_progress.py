"""Meeting, next step, follow-up, outcome, end."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.core.models import OutboxMessage
from shanghui.core.refusal import BadRequest, NotPermitted
from shanghui.exchange import rules
from shanghui.exchange.actions import progress
from shanghui.exchange.models import Introduction, Outcome
from shanghui.exchange.rules import DeclineReason, IntroductionState, OutcomeKind
from tests.exchange.conftest import at, bring
from tests.factories import exchange as make
from tests.factories.exchange import Pair

State = IntroductionState
NOW = at(2026, 5, 20)
DAY = NOW.date()


@pytest.fixture
def met(pair: Pair) -> Introduction:
    return bring(pair, State.MET, NOW)


def record(pair: Pair, introduction: Introduction, kind: OutcomeKind, **facts: object) -> Outcome:
    given = {"on": DAY, "now": NOW} | facts
    return progress.record_outcome(actor=pair.actors["asker"], introduction=introduction, kind=kind, **given)  # type: ignore[arg-type]


def test_meeting_sets_next_step_and_the_first_follow_up(pair: Pair) -> None:
    made = bring(pair, State.CONSENTED, NOW)
    facts = {"introduction": made, "now": NOW}
    with pytest.raises(rules.NotYet):
        progress.record_meeting(actor=pair.actors["asked"], on=DAY + timedelta(days=1), **facts)  # type: ignore[arg-type]
    for role in ("maker", "officer", "convener", "far"):
        with pytest.raises(NotPermitted):
            progress.record_meeting(actor=pair.actors[role], on=DAY, **facts)  # type: ignore[arg-type]
    step = {"text": "看了样", "next_step": "寄样", "next_step_on": date(2026, 6, 1)}
    made = progress.record_meeting(actor=pair.actors["asked"], on=date(2026, 5, 18), **facts, **step)  # type: ignore[arg-type]
    assert made.met_at is not None
    assert localdate(made.met_at) == date(2026, 5, 18)
    assert (made.state, made.follow_up_on, made.lapses_on) == (State.MET, date(2026, 6, 17), None)
    assert (made.next_step, made.next_step_on) == ("寄样", date(2026, 6, 1))
    assert [event.what for event in made.events.all()][-2:] == ["met", "next_step"]


def test_meeting_waits_for_both_firms(pair: Pair) -> None:
    made = bring(pair, State.SCREENED, NOW)
    with pytest.raises(rules.IntroductionStepRefused):
        progress.record_meeting(actor=pair.actors["asker"], introduction=made, on=DAY, now=NOW)


def test_next_step_is_agreed_until_the_end(pair: Pair, met: Introduction) -> None:
    facts = {"actor": pair.actors["asker"], "introduction": met, "now": NOW}
    with pytest.raises(rules.ReasonWanted):
        progress.agree_next_step(next_step=" ", **facts)  # type: ignore[arg-type]
    made = progress.agree_next_step(next_step="再谈价", **facts)  # type: ignore[arg-type]
    assert (made.next_step, made.next_step_on) == ("再谈价", None)
    progress.conclude_introduction(reason=DeclineReason.PRICE, **facts)  # type: ignore[arg-type]
    with pytest.raises(rules.IntroductionStepRefused):
        progress.agree_next_step(next_step="还谈", **facts)  # type: ignore[arg-type]


def test_talks_begin_after_the_meeting(pair: Pair, met: Introduction) -> None:
    facts = {"actor": pair.actors["asked"], "introduction": met, "now": NOW}
    assert progress.begin_negotiation(**facts).state == State.NEGOTIATING  # type: ignore[arg-type]
    with pytest.raises(rules.IntroductionStepRefused):
        progress.begin_negotiation(**facts)  # type: ignore[arg-type]


def test_follow_ups_come_at_30_90_and_180_days_and_no_more(pair: Pair, met: Introduction) -> None:
    ahead = []
    for _ in range(4):
        ahead.append(met.follow_up_on)
        facts = {"actor": pair.actors["asker"], "introduction": met, "now": NOW}
        met = progress.follow_up(text="还在谈", **facts)  # type: ignore[arg-type]
    assert ahead == [DAY + timedelta(days=days) for days in (30, 90, 180)] + [None]
    assert set(met.events.filter(what="followed_up").values_list("for_brokers", flat=True)) == {True}
    with pytest.raises(rules.ReasonWanted):
        progress.follow_up(actor=pair.actors["asker"], introduction=met, text=" ", now=NOW)


def test_three_outcomes_are_three_facts_each_once(pair: Pair, met: Introduction) -> None:
    for kind, amount in zip(OutcomeKind, (None, Decimal("110000.50"), Decimal(0)), strict=True):
        record(pair, met, kind, amount=amount, evidence=" 合同 ")
        with pytest.raises(rules.OutcomeAlready):
            record(pair, met, kind, amount=Decimal(5))
    rows = list(met.outcomes.values_list("kind", "amount", "evidence"))
    assert sorted(rows, key=str) == sorted(
        [("intent", None, "合同"), ("signed", Decimal("110000.50"), "合同"), ("landed", Decimal(0), "合同")], key=str
    )


def test_odd_outcomes_are_refused(pair: Pair, met: Introduction) -> None:
    with pytest.raises(rules.NotYet):
        record(pair, met, OutcomeKind.SIGNED, on=DAY + timedelta(days=1))
    for amount in (Decimal(-1), Decimal(10) ** 14, Decimal("NaN")):
        with pytest.raises(BadRequest):
            record(pair, met, OutcomeKind.SIGNED, amount=amount)
    with pytest.raises(BadRequest):
        record(pair, met, OutcomeKind.SIGNED, evidence="甲\0乙")
    assert not met.outcomes.exists()


def test_outcome_of_a_deal_counts_once_whichever_introduction_brought_it(pair: Pair, met: Introduction) -> None:
    pair.offer = make.make_offer(pair.other, pair.maker)
    again = bring(pair, State.MET, NOW)
    record(pair, again, OutcomeKind.SIGNED)
    with pytest.raises(rules.OutcomeAlready):
        record(pair, met, OutcomeKind.SIGNED)
    record(pair, met, OutcomeKind.LANDED)
    with pytest.raises(rules.OutcomeAlready):
        record(pair, again, OutcomeKind.LANDED)
    assert Outcome.objects.count() == 2


def test_it_ends_with_an_outcome_or_with_a_reason(pair: Pair, met: Introduction) -> None:
    facts = {"actor": pair.actors["asker"], "introduction": met, "now": NOW}
    with pytest.raises(rules.ReasonWanted):
        progress.conclude_introduction(**facts)  # type: ignore[arg-type]
    record(pair, met, OutcomeKind.INTENT)
    made = progress.conclude_introduction(**facts)  # type: ignore[arg-type]
    assert (made.state, made.reason, made.ended_at) == (State.CONCLUDED, "", NOW)
    assert made.follow_up_on is not None  # whether it was signed or landed is asked on
    record(pair, made, OutcomeKind.LANDED)  # and may still be recorded


def test_without_a_result_nobody_asks_on(pair: Pair, met: Introduction) -> None:
    facts = {"actor": pair.actors["asker"], "introduction": met, "now": NOW}
    made = progress.conclude_introduction(reason=DeclineReason.PRICE, text="谈不拢", **facts)  # type: ignore[arg-type]
    assert (made.reason, made.reason_note, made.follow_up_on, made.next_step) == ("price", "谈不拢", None, "")


def test_message_goes_to_the_other_broker_and_carries_no_contacts_before_consent(pair: Pair) -> None:
    made = bring(pair, State.ASKED, timezone.now())
    OutboxMessage.objects.all().delete()
    write = {"introduction": made, "now": timezone.now()}
    with pytest.raises(rules.ContactsInText):
        progress.write_message(actor=pair.actors["asked"], text="打他手机13900007772", **write)  # type: ignore[arg-type]
    with pytest.raises(rules.ReasonWanted):
        progress.write_message(actor=pair.actors["asked"], text="", **write)  # type: ignore[arg-type]
    for role in ("maker", "officer", "convener", "far"):
        with pytest.raises(NotPermitted):
            progress.write_message(actor=pair.actors[role], text="您好", **write)  # type: ignore[arg-type]
    before = made.version
    progress.write_message(actor=pair.actors["asked"], text="密语甲", **write)  # type: ignore[arg-type]
    made.refresh_from_db()
    assert made.version == before  # a message makes nobody's open page stale
    letters = list(OutboxMessage.objects.all())
    assert {letter.receiver for letter in letters} == {pair.users["asker"].email, pair.users["asker_colleague"].email}
    assert "密语甲" not in str([letter.payload for letter in letters])


def test_message_may_carry_contacts_once_the_firms_know_each_other(pair: Pair) -> None:
    made = bring(pair, State.CONSENTED, timezone.now())
    progress.write_message(actor=pair.actors["asker"], introduction=made, text="13900007771", now=timezone.now())
    assert made.events.filter(what="message").count() == 1
