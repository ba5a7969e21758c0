import re

import pytest

from shanghui.engines.language.listings.units import UNIT, plain_unit


@pytest.mark.parametrize(
    ("word", "unit"), [("㎡", "平方米"), ("kg", "公斤"), ("名", "人"), ("支", "支"), ("半天", "半天")]
)
def test_each_unit_has_one_written_form(word: str, unit: str) -> None:
    assert plain_unit(word) == unit


@pytest.mark.parametrize("text", ["个月", "个工作日", "方便", "包邮", "三方", "台州", "条件"])
def test_beginnings_of_other_words_are_no_units(text: str) -> None:
    assert re.match(UNIT, text) is None
