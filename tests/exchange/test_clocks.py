"""Clocks over holidays, make-up days and the end of the year; reminders and ends exactly once."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from shanghui.core.models import OutboxMessage
from shanghui.exchange import clocks
from shanghui.exchange.actions import due
from shanghui.exchange.actions.introductions import ask_introduction, draft_introduction, screen_introduction
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import IntroductionState
from tests.exchange.conftest import at, bring
from tests.factories.exchange import Pair, add_calendar

State = IntroductionState
pytestmark = pytest.mark.django_db
#: 1–7 October 2026 are holidays; Saturday the 10th is worked, as was Sunday 27 September
NATIONAL_DAY = {date(2026, 10, day): False for day in (1, 2, 5, 6, 7)} | {
    date(2026, 10, 10): True,
    date(2026, 9, 27): True,
}
NEW_YEAR = {date(2027, 1, 1): False}


def test_plain_week() -> None:
    """Asked on a Thursday: reminded on Monday, due on Tuesday, over after Thursday."""
    found = clocks.answer_clock(date(2026, 3, 5))
    assert (found.remind, found.due, found.lapses) == (date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 12))


def test_holidays_stop_the_clock_and_make_up_days_run_it() -> None:
    add_calendar(NATIONAL_DAY)
    found = clocks.answer_clock(date(2026, 9, 30))
    assert (found.remind, found.due, found.lapses) == (date(2026, 10, 9), date(2026, 10, 10), date(2026, 10, 13))
    sunday = clocks.answer_clock(date(2026, 9, 25))
    assert sunday.remind == date(2026, 9, 28)  # Sunday the 27th is worked


def test_clock_runs_over_the_end_of_the_year() -> None:
    add_calendar(NEW_YEAR)
    found = clocks.answer_clock(date(2026, 12, 30))
    assert (found.remind, found.due, found.lapses) == (date(2027, 1, 4), date(2027, 1, 5), date(2027, 1, 7))


def test_year_without_a_published_calendar_counts_its_weekends() -> None:
    assert clocks.answer_clock(date(2031, 12, 31)).lapses == date(2032, 1, 7)


def test_question_on_a_holiday_or_late_in_the_evening_counts_from_that_day() -> None:
    add_calendar(NATIONAL_DAY)
    assert clocks.answer_clock(date(2026, 10, 3)).remind == date(2026, 10, 9)


@pytest.mark.parametrize(
    ("clock", "days"),
    [(clocks.draft_clock, (10, 5, 10)), (clocks.consent_clock, (5, 2, 10)), (clocks.meeting_clock, (20, 5, 25))],
)
def test_other_steps_have_their_own_days(clock: object, days: tuple[int, int, int]) -> None:
    found = clock(date(2026, 3, 2))  # type: ignore[operator]
    assert found == clocks.clock(date(2026, 3, 2), *days)


def run(now: datetime) -> tuple[int, int]:
    """What the job does: ends, then reminders."""
    return due.lapse_introductions(now=now), due.remind_introductions(now=now)


def test_reminder_at_two_days_and_the_end_after_five_over_holidays(pair: Pair) -> None:
    add_calendar(NATIONAL_DAY)
    made = bring(pair, State.ASKED, at(2026, 9, 30))
    OutboxMessage.objects.all().delete()
    assert [run(at(2026, 10, day)) for day in (1, 6, 8)] == [(0, 0)] * 3
    assert [run(at(2026, 10, 9, hour)) for hour in (0, 1, 23)] == [(0, 1), (0, 0), (0, 0)]
    assert [letter.receiver for letter in OutboxMessage.objects.order_by("receiver")] == [
        pair.users["asked"].email,
        pair.users["asked_colleague"].email,
    ]
    assert [run(at(2026, 10, day)) for day in (10, 12, 13)] == [(0, 0)] * 3
    OutboxMessage.objects.all().delete()
    assert [run(at(2026, 10, 14, hour)) for hour in (0, 1)] == [(1, 0), (0, 0)]
    made.refresh_from_db()
    assert (made.state, made.lapses_on, OutboxMessage.objects.count()) == (State.LAPSED, None, 4)
    assert [event.what for event in made.events.all()].count("lapsed") == 1


def test_clock_of_the_next_step_is_not_the_clock_of_the_last(pair: Pair) -> None:
    made = bring(pair, State.ASKED, at(2026, 3, 2))
    screen_introduction(actor=pair.actors["asked"], introduction=made, now=at(2026, 3, 9))  # on its last day
    assert run(at(2026, 3, 10)) == (0, 0)
    assert run(at(2026, 3, 11)) == (0, 1)


@pytest.mark.parametrize("state", [State.DRAFTED, State.ASKED, State.SCREENED, State.CONSENTED])
def test_every_state_before_the_meeting_lapses(pair: Pair, state: IntroductionState) -> None:
    now = at(2026, 3, 2)
    if state is State.DRAFTED:
        facts = {"actor": pair.actors["asker"], "mine": pair.need, "theirs": pair.offer, "message": ""}
        made = draft_introduction(now=now, **facts)  # type: ignore[arg-type]
    else:
        made = bring(pair, state, now)
    assert made.lapses_on is not None
    OutboxMessage.objects.all().delete()
    last = timezone.make_aware(datetime.combine(made.lapses_on, datetime.min.time()))
    assert due.lapse_introductions(now=last + timedelta(hours=23)) == 0
    assert due.lapse_introductions(now=last + timedelta(days=1)) == 1
    made.refresh_from_db()
    assert (made.state, made.is_released) == (State.LAPSED, False)
    assert OutboxMessage.objects.count() == (2 if state is State.DRAFTED else 4)


def test_after_the_meeting_nothing_lapses(pair: Pair) -> None:
    bring(pair, State.MET, at(2026, 3, 2))
    assert run(at(2030, 1, 1)) == (0, 0)


def test_who_was_away_for_long_hears_of_the_end_alone(pair: Pair) -> None:
    """The worker stood still over both days: a reminder of what is over helps nobody."""
    bring(pair, State.ASKED, at(2026, 3, 2))
    assert run(at(2026, 4, 1)) == (1, 0)


def test_reminder_leaves_an_open_page_answerable(pair: Pair) -> None:
    made = bring(pair, State.ASKED, at(2026, 3, 2))
    due.remind_introductions(now=at(2026, 3, 4))
    screen_introduction(actor=pair.actors["asked"], introduction=made, now=at(2026, 3, 4), version=made.version)


def test_row_that_was_answered_after_it_was_found_is_left_alone(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the lock somebody let it pass: its new clock has days left."""
    made, real = bring(pair, State.ASKED, at(2026, 3, 2)), due.locked

    def answered(introduction: Introduction) -> Introduction:
        if introduction.state == State.ASKED:
            screen_introduction(actor=pair.actors["asked"], introduction=introduction, now=at(2026, 3, 10))
        return real(introduction)

    monkeypatch.setattr(due, "locked", answered)
    assert due.lapse_introductions(now=at(2026, 3, 10)) == 0
    made.refresh_from_db()
    assert made.state == State.SCREENED


def test_only_the_silent_side_is_reminded_of_consent(pair: Pair) -> None:
    made = bring(pair, State.SCREENED, at(2026, 3, 2))
    from shanghui.exchange.actions.consents import give_consent
    from shanghui.exchange.rules import Side

    give_consent(actor=pair.actors["asker"], introduction=made, side=Side.NEED, now=at(2026, 3, 3))
    OutboxMessage.objects.all().delete()
    assert due.remind_introductions(now=at(2026, 3, 4)) == 1
    assert {letter.receiver for letter in OutboxMessage.objects.all()} == {
        pair.users["asked"].email,
        pair.users["asked_colleague"].email,
    }


def test_draft_sent_late_runs_the_clock_of_the_question(pair: Pair) -> None:
    facts = {"actor": pair.actors["asker"], "mine": pair.need, "theirs": pair.offer, "message": ""}
    made = draft_introduction(now=at(2026, 3, 2), **facts)  # type: ignore[arg-type]
    OutboxMessage.objects.all().delete()
    assert due.remind_introductions(now=at(2026, 3, 9)) == 1
    assert {letter.receiver for letter in OutboxMessage.objects.all()} == {
        pair.users["asker"].email,
        pair.users["asker_colleague"].email,
    }
    made = ask_introduction(actor=pair.actors["asker"], introduction=made, now=at(2026, 3, 10))
    assert (made.answer_due, made.lapses_on) == (date(2026, 3, 13), date(2026, 3, 17))
