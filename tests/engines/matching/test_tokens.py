import pytest

from shanghui.engines.matching.text import BREAK
from shanghui.engines.matching.tokens import (
    CHANNELS,
    body_tokens,
    channel,
    endings,
    entries,
    head_tokens,
    length_of,
    pairs_of,
)


def test_characters_pairs_and_triples_reach_across_spaces() -> None:
    assert head_tokens("高强 螺栓") == ["高", "强", "螺", "栓", "高强", "强螺", "螺栓", "高强螺", "强螺栓"]


def test_joining_characters_count_in_pairs_only() -> None:
    assert head_tokens("锅与盆") == ["锅", "盆", "锅与", "与盆", "锅与盆"]


def test_nothing_reaches_across_a_break() -> None:
    assert "强螺" not in head_tokens(f"高强{BREAK}螺栓")


def test_measures_are_taken_apart() -> None:
    tokens = head_tokens("m12x80")
    assert [one for one in tokens if one[0] in "=#"] == ["=m12x80", "#m12", "#80", "#m", "#12"]
    assert [one for one in tokens if one[0] == "~"] == ["~^m1", "~m12", "~12x", "~2x8", "~x80", "~80$"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("10.9级", ["=10.9", "#10.9"]), ("q235", ["=q235", "#q235", "#q", "#235"]), ("304", ["=304", "#304"])],
)
def test_specifications_are_tokens(text: str, tokens: list[str]) -> None:
    assert [one for one in head_tokens(text) if one[0] in "=#"] == tokens


def test_long_texts_have_no_single_characters() -> None:
    assert body_tokens("镀锌 m8") == ["镀锌", "锌m", "m8", "=m8", "#m8", "#m", "#8"]


@pytest.mark.parametrize(
    ("token", "name"),
    [("螺", "character"), ("螺栓", "pair"), ("高螺栓", "triple"), ("=m8", "whole"), ("#8", "part"), ("~^m8", "piece")],
)
def test_channels_are_told_apart(token: str, name: str) -> None:
    assert channel(token) == name
    assert name in CHANNELS


def test_length_counts_letters_only() -> None:
    assert length_of("高强 螺栓, m8!") == 6
    assert head_tokens("") == body_tokens("、。") == []


def test_runs_end_with_what_they_are() -> None:
    assert endings("洗衣机离合器、冰箱，5万件 清洗设备") == {"合器", "冰箱"}
    assert entries("螺母、螺栓") == {"螺母", "螺栓"}
    assert entries("螺母 螺栓") == frozenset()


def test_pairs_of_a_word() -> None:
    assert pairs_of("螺栓m8") == ["螺栓", "栓m", "m8"]
    assert pairs_of("螺") == []
