"""Rows of questions."""

import pytest

from shanghui.activities.actions.activity_parts import Asked
from shanghui.activities.forms.questions import QuestionForms
from shanghui.activities.rules import MOST_QUESTIONS, QuestionKind


def _rows(**more: str) -> QuestionForms:
    data = {
        "question-rows": "2",
        "question-0-kind": "choice",
        "question-0-text": "午餐",
        "question-0-choices": "素、荤\n都行",
    }
    return QuestionForms(data | {"question-1-kind": "text", "question-1-text": ""} | more)


def test_filled_rows_are_questions() -> None:
    rows = _rows()
    assert rows.is_valid()
    assert rows.asked() == [Asked("午餐", QuestionKind.CHOICE, ("素", "荤", "都行"))]


def test_choice_needs_choices() -> None:
    assert not _rows(**{"question-0-choices": " 、 "}).is_valid()


@pytest.mark.parametrize(("told", "rows"), [("x", 0), ("-1", 0), ("9999", 0), ("99", MOST_QUESTIONS)])
def test_count_of_rows_is_bounded(told: str, rows: int) -> None:
    assert _rows(**{"question-rows": told}).rows == rows


def test_one_more_keeps_what_was_typed() -> None:
    rows = _rows()
    rows.one_more()
    assert rows.rows == 3
    assert rows.forms[0]["text"].value() == "午餐"
