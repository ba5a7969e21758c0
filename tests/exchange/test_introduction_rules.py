"""What an introduction may not: steps, contacts in texts, days to come."""

from datetime import date

import pytest

from shanghui.core.refusal import Refusal
from shanghui.exchange import rules
from shanghui.exchange.rules import IntroductionState

State = IntroductionState


@pytest.mark.parametrize(
    ("state", "allowed", "refusal"),
    [
        (State.LAPSED, {State.ASKED}, rules.IntroductionLapsed),
        (State.SCREENED, {State.ASKED}, rules.AnsweredAlready),
        (State.DECLINED, {State.ASKED}, rules.AnsweredAlready),
        (State.CONSENTED, {State.SCREENED}, rules.AnsweredAlready),
        (State.ASKED, {State.SCREENED}, rules.IntroductionStepRefused),
        (State.DRAFTED, {State.ASKED}, rules.IntroductionStepRefused),
        (State.MET, rules.REFUSABLE, rules.IntroductionStepRefused),
        (State.CONCLUDED, {State.MET}, rules.IntroductionStepRefused),
    ],
)
def test_refused_step_says_why(state: State, allowed: set[State], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        rules.ensure_introduction_step(state, *allowed)


@pytest.mark.parametrize("state", State)
def test_allowed_step_passes(state: State) -> None:
    rules.ensure_introduction_step(state, state)


@pytest.mark.parametrize(
    "text",
    [
        "13900001111",
        "139 0000 1111",
        "139-0000-1111",
        "021-55550000",
        "a.b@firm.example",
        "微信：abcde1",
        "加QQ 123456",
        "vx abcdef",
    ],
)
def test_contacts_are_found_in_texts(text: str) -> None:
    with pytest.raises(rules.ContactsInText):
        rules.ensure_no_contacts("您好", f"请{text}谢谢")


@pytest.mark.parametrize(
    "text", ["M12×80，5万件", "10.9级", "GB/T 5782-2016", "2026年12月20日", "91310114MA1GT0X00X", "50000件"]
)
def test_ordinary_words_are_no_contacts(text: str) -> None:
    rules.ensure_no_contacts(text)


def test_what_happened_is_not_in_the_future() -> None:
    rules.ensure_happened(date(2026, 3, 2), date(2026, 3, 2))
    with pytest.raises(rules.NotYet):
        rules.ensure_happened(date(2026, 3, 3), date(2026, 3, 2))
