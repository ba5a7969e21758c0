"""The stories of introductions, read; they speak of texts that exist and of words that somebody knows."""

import pytest

from shanghui.exchange.demo import scripts
from shanghui.exchange.demo.scenes import VERBS
from shanghui.exchange.demo.texts import texts
from shanghui.exchange.rules import DeclineReason, Side


def test_pairs_exist_and_time_runs_forward() -> None:
    found = {text.key: text for text in texts()}
    for script in scripts.scripts():
        assert (found[script.need].side, found[script.offer].side) == (Side.NEED, Side.OFFER)
        days = [step.ago for step in script.steps]
        assert days == sorted(days, reverse=True)
        assert days[-1] >= 1
        assert {step.what for step in script.steps} <= {"draft", *VERBS}


def test_sides_by_who_asked() -> None:
    script = scripts.Script("n", "o", Side.OFFER, "您好", ())
    assert (script.mine, script.theirs) == ("o", "n")


def test_many_reasons_are_given_for_a_no() -> None:
    steps = [step for script in scripts.scripts() for step in script.steps if step.what in {"decline", "end"}]
    assert len({DeclineReason(step.text.split()[0]) for step in steps}) >= 6


def test_a_line_that_nobody_can_read_is_refused() -> None:
    with pytest.raises(ValueError, match="昨天"):
        scripts._step("昨天 a ask")
