"""What an edit of the catalogue must not break."""

import pytest

from shanghui.catalogue.rules import (
    ProductClassKnown,
    ProductClassRetired,
    code_prefix,
    ensure_in_use,
    ensure_unclaimed,
    next_code,
)


def test_word_of_another_class_is_refused_by_name() -> None:
    with pytest.raises(ProductClassKnown) as refusal:
        ensure_unclaimed({"螺丝", "新词"}, {"螺丝": "螺钉"})
    assert refusal.value.context == {"word": "螺丝", "known": "螺钉"}
    ensure_unclaimed({"新词"}, {"螺丝": "螺钉"})


def test_retired_class_is_not_in_use() -> None:
    ensure_in_use("螺栓", retired=False)
    with pytest.raises(ProductClassRetired):
        ensure_in_use("螺栓", retired=True)


def test_next_code_is_the_first_free_one() -> None:
    assert next_code("01", set()) == "0101"
    assert next_code("01", {"0101", "0103"}) == "0102"
    assert next_code("", {"01"}) == "02"


@pytest.mark.parametrize(
    ("code", "prefix"), [("310000", "31"), ("330200", "3302"), ("310114", "310114"), ("310114102", "310114102")]
)
def test_code_prefix_takes_what_lies_inside(code: str, prefix: str) -> None:
    assert code_prefix(code) == prefix
