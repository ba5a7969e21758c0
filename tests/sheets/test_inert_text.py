"""What a spreadsheet program would evaluate is marked, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.sheets.inert_text import mark_inert, unmark_inert


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+1", "@x", "  =1", "＝1", "－1＋1", "\t1", "\r1", "\n1", "'=1", "''@"]
)
def test_text_that_would_be_evaluated_is_marked(text: str) -> None:
    assert mark_inert(text) == "'" + text


@pytest.mark.parametrize("text", ["", "商会", "-5", "-0.5%", "'", "'名", "a=1"])
def test_other_texts_stay(text: str) -> None:
    assert mark_inert(text) == text


@given(st.text(alphabet="'=+-@＝ \t\r\n1a", max_size=6))
def test_every_text_comes_back(text: str) -> None:
    assert unmark_inert(mark_inert(text)) == text
