"""The state line: what is done, what is waited for, how long is left."""

import pytest

from shanghui.exchange.actions.introductions import decline_introduction
from shanghui.exchange.queries.introduction_steps import number_of_present, steps
from shanghui.exchange.rules import DeclineReason, IntroductionState, Side
from tests.exchange.conftest import at, bring
from tests.factories.exchange import Pair

State = IntroductionState


@pytest.mark.parametrize(
    ("state", "present"), [(State.ASKED, 3), (State.SCREENED, 4), (State.CONSENTED, 5), (State.MET, 6)]
)
def test_present_step(pair: Pair, state: State, present: int) -> None:
    found = steps(bring(pair, state, at(2026, 3, 5)), at(2026, 3, 5).date())
    assert number_of_present(found) == present
    assert [step.state for step in found] == ["done"] * (present - 1) + ["now"] + [""] * (7 - present)


def test_clock_of_the_present_step_in_working_days(pair: Pair) -> None:
    made = bring(pair, State.ASKED, at(2026, 3, 5))
    notes = [steps(made, at(2026, 3, day).date())[2] for day in (5, 9, 10, 12)]
    assert [(step.note, step.state) for step in notes] == [
        ("还剩3个工作日", "now"), ("还剩1个工作日", "now"), ("今天是最后一天", "late"), ("超期2个工作日", "late"),
    ]  # fmt: skip


def test_where_it_ended_is_said(pair: Pair) -> None:
    made = bring(pair, State.SCREENED, at(2026, 3, 5))
    facts = {"side": Side.OFFER, "reason": DeclineReason.PRICE, "now": at(2026, 3, 6)}
    made = decline_introduction(actor=pair.actors["asked"], introduction=made, **facts)  # type: ignore[arg-type]
    assert steps(made, at(2026, 3, 6).date())[3].note == "到这里谢绝了"
