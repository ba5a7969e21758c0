"""The list: what waits first, filters, clocks; constant queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.actions.progress import record_meeting
from shanghui.exchange.queries import introductions as queries
from shanghui.exchange.queries.duties import duty_of
from shanghui.exchange.rules import Duty, IntroductionState
from tests.exchange.conftest import at, bring
from tests.factories import exchange as make
from tests.factories.exchange import Pair

State = IntroductionState


@pytest.mark.parametrize(
    "query", [{"x": "1"}, {"state": "x"}, {"side": "x"}, {"organisation": "x"}, {"organisation": "1.5"}]
)
def test_unknown_filter_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(UnknownFilter):
        queries.filters_from(query)


DUTIES = [
    (State.ASKED, {"asked": Duty.SCREEN}),
    (State.SCREENED, dict.fromkeys(("asker", "asked", "buyer", "maker"), Duty.CONSENT)),
    (State.CONSENTED, {"asker": Duty.MEET, "asked": Duty.MEET}),
    (State.MET, {"asker": Duty.NEGOTIATE, "asked": Duty.NEGOTIATE}),
]


@pytest.mark.parametrize(("state", "duties"), DUTIES)
def test_each_step_wants_something_of_somebody(pair: Pair, state: State, duties: dict[str, Duty]) -> None:
    made = bring(pair, state, timezone.now())
    for role in ("asker", "asked", "buyer", "maker", "officer", "far"):
        assert duty_of(pair.actors[role], made, localdate()) == duties.get(role), role


@pytest.mark.parametrize(("state", "duties"), DUTIES[:3])
def test_waiting_is_what_wants_something(pair: Pair, state: State, duties: dict[str, Duty]) -> None:
    made = bring(pair, state, timezone.now())
    for role in ("asker", "asked", "buyer", "maker", "officer", "convener", "far", "visitor"):
        found = queries.waiting(pair.actors[role], localdate())
        assert found == ([made] if role in duties else []), role
        assert queries.count_waiting(pair.actors[role], localdate()) == len(found)


def test_lapsing_soon_waits_for_the_asking_side_too(pair: Pair) -> None:
    made = bring(pair, State.ASKED, at(2026, 3, 2))
    assert made.lapses_on is not None
    assert queries.waiting(pair.actors["asker"], made.lapses_on) == [made]


def test_follow_up_and_next_step_wait_from_their_day_on(pair: Pair) -> None:
    now = at(2026, 3, 2)
    made = bring(pair, State.CONSENTED, now)
    step = {"next_step": "寄样", "next_step_on": at(2026, 3, 9).date()}
    record_meeting(actor=pair.actors["asker"], introduction=made, on=now.date(), now=now, **step)  # type: ignore[arg-type]
    days = [at(2026, 3, 8).date(), at(2026, 3, 9).date(), at(2026, 4, 1).date()]
    assert [len(queries.waiting(pair.actors["asked"], day)) for day in days] == [0, 1, 1]
    made.refresh_from_db()
    assert [duty_of(pair.actors["asked"], made, day) for day in days] == [
        Duty.NEGOTIATE,
        Duty.NEXT_STEP,
        Duty.FOLLOW_UP,
    ]


def test_rows_say_how_many_working_days_are_left(pair: Pair) -> None:
    made = bring(pair, State.ASKED, at(2026, 3, 5))
    rows = [queries.rows_of(pair.actors["asked"], [made], at(2026, 3, day).date())[0] for day in (5, 9, 10, 12)]
    assert [(row.left, row.late) for row in rows] == [(3, False), (1, False), (0, True), (-2, True)]


def test_filters_narrow(pair: Pair) -> None:
    made, actor = bring(pair, State.ASKED, timezone.now()), pair.actors["asker"]
    for query, count in [
        ({"state": "asked"}, 1), ({"state": "met"}, 0), ({"side": "asking"}, 1), ({"side": "asked"}, 0),
        ({"organisation": str(pair.other.pk)}, 1), ({"organisation": str(pair.federation.pk)}, 0),
    ]:  # fmt: skip
        rows = queries.narrowed(queries.introductions(actor), actor, queries.filters_from(query))
        assert list(rows) == [made][:count], query
    assert queries.by_state(actor) == {State.ASKED: 1}
    assert set(queries.partners(actor)) == {pair.chamber, pair.other}


def test_list_costs_the_same_for_two_and_for_twenty(pair: Pair) -> None:
    costs = []
    for number in (2, 18):
        for _ in range(number):
            made = make.make_introduction(
                make.make_need(pair.chamber, pair.buyer), make.make_offer(pair.other, pair.maker), state="screened",
                screened_at=timezone.now(),
            )  # fmt: skip
        client = pair.client("asker")
        client.get("/exchange/introductions/")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/exchange/introductions/").status_code == 200
        with CaptureQueriesContext(connection) as read:
            assert client.get("/api/v1/exchange/introductions").status_code == 200
        costs.append((len(seen), len(read)))
    assert made.pk
    assert costs[0] == costs[1]
    assert costs[0][0] <= 30
