"""Words of the exchange."""

import pytest
from django.utils.translation import override

from shanghui.exchange import labels, rules
from shanghui.exchange.labels import condition_words
from shanghui.exchange.rules import Attribute, Relation


@pytest.mark.parametrize(
    ("language", "relation", "words"),
    [
        ("zh-hans", Relation.EQUAL, "等级：10.9级"),
        ("zh-hans", Relation.AT_LEAST, "等级：不低于10.9级"),
        ("en", Relation.EQUAL, "Grade: 10.9级"),
        ("en", Relation.AT_LEAST, "Grade: at least 10.9级"),
    ],
)
def test_condition_is_one_phrase(language: str, relation: Relation, words: str) -> None:
    with override(language):
        assert condition_words(Attribute.GRADE, relation, "10.9级") == words


def test_every_kind_and_state_has_its_word() -> None:
    for words, kinds in (
        (labels.KINDS, rules.ListingKind),
        (labels.LISTING_STATES, rules.ListingState),
        (labels.INTRODUCTION_STATES, rules.IntroductionState),
        (labels.EVENTS, rules.EventKind),
        (labels.DECLINE_REASONS, rules.DeclineReason),
        (labels.CHECKS, rules.Check),
    ):
        assert set(words) == set(kinds)
