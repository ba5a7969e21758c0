"""From a refusal to the sentence that a person reads."""

import pytest
from django.utils.translation import override

from shanghui.core.labels import refusal_labels, refusal_text
from shanghui.core.refusal import BadRequest, NotPermitted, Refusal
from shanghui.sheets.rules import ColumnMissing


class Unlabelled(Refusal):
    """Nobody wrote a sentence for it."""


def test_refusal_is_told_with_its_context_in_the_readers_language() -> None:
    with override("zh-hans"):
        assert refusal_text(ColumnMissing(column="企业名称")).startswith("还没有选“企业名称”")
    with override("en"):
        assert "企业名称" in refusal_text(ColumnMissing(column="企业名称"))
        assert refusal_text(NotPermitted()).isascii()


def test_refusal_without_a_sentence_says_no_more_than_that() -> None:
    assert refusal_text(Unlabelled(secret="x")) == refusal_text(BadRequest())


@pytest.mark.parametrize("refusal", [NotPermitted, ColumnMissing])
def test_every_mechanism_brings_its_own_sentences(refusal: type[Refusal]) -> None:
    assert sum(refusal in labels for labels in refusal_labels()) == 1
