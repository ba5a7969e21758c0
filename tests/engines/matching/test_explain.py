from dataclasses import replace
from datetime import date

import pytest

from shanghui.engines.matching import (
    AGAINST,
    SENTENCES,
    Listing,
    Match,
    Problem,
    ReasonCode,
    Requirement,
    in_words,
    solve,
)
from shanghui.engines.matching.evidence import without

TODAY = date(2026, 11, 26)
NEED = Listing(
    "n",
    "求购M12×80高强度螺栓",
    "表面镀锌，用于钢结构",
    product_classes=("010102",),
    requirements=(
        Requirement("grade", "at_least", "10.9级"),
        Requirement("certificate", "equal", "ISO9001"),
        Requirement("material", "equal", "Q345"),
    ),
    quantity=50_000,
    unit="件",
    price_max=3,
    region="上海嘉定",
    deadline=date(2026, 12, 31),
)
OFFER = Listing(
    "o",
    "高強度螺栓 10.9级 M12*80",
    "镀锌、钢结构用，ISO 9001认证，交期15天，Q235",
    product_classes=("010101",),
    quantity=20,
    unit="万件",
    price_min=2.5,
    region="江苏苏州",
    published=date(2026, 11, 1),
    answers=(4, 5),
)
OTHERS = [Listing(f"{at}", title) for at, title in enumerate(("不锈钢板", "螺母", "轴承", "电机", "阀门"))]


def match_of(offer: Listing, need: Listing = NEED) -> Match:
    matches = solve(Problem([need], [offer, *OTHERS], today=TODAY)).matches[0]
    return next(match for match in matches if match.offer_id == offer.id)


def test_reasons_say_what_was_found() -> None:
    match = match_of(OFFER)
    words = in_words(match.reasons)
    assert "要求“10.9级”，供给写明“10.9级”" in words
    assert "双方都提到“高强度螺栓”" in words
    weights = [abs(reason.weight) for reason in match.reasons]
    assert weights == sorted(weights, reverse=True)


BAD = replace(OFFER, quantity=1, unit="件", price_min=9, answers=(0, 9), region="广东深圳", published=None)
CLOSE = [replace(OFFER, region=region, product_classes=("010102",)) for region in ("310114", "上海", "浙江宁波")]
FROM_JIANGSU = replace(NEED, region="江苏无锡", requirements=())


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        (NEED, OFFER),
        (NEED, BAD),
        *((NEED, one) for one in CLOSE),
        (FROM_JIANGSU, OFFER),
        (replace(NEED, title="强栓"), OFFER),
    ],
)
def test_without_its_evidence_the_score_falls(need: Listing, offer: Listing) -> None:
    match = match_of(offer, need)
    assert match.reasons
    for reason in match.reasons:
        assert reason.offer_span is not None
        poorer = without(offer, reason.offer_span)
        rest = solve(Problem([need], [offer, poorer_of(poorer), *OTHERS], today=TODAY)).matches[0]
        scores = {one.offer_id: one.score for one in rest}
        if reason.code in AGAINST:
            assert reason.weight < 0
            assert scores["poorer"] > scores["o"]
        else:
            assert reason.weight > 0
            assert scores.get("poorer", 0.0) < scores["o"]


def poorer_of(offer: Listing) -> Listing:
    return replace(offer, id="poorer")


def test_weights_are_what_is_lost() -> None:
    match = match_of(OFFER)
    strongest = match.reasons[0]
    assert strongest.offer_span is not None
    index_of_the_whole = match.score - match_of(without(OFFER, strongest.offer_span)).score
    assert index_of_the_whole > 0


def test_both_texts_are_marked() -> None:
    for reason in match_of(OFFER).reasons:
        for listing, span in ((NEED, reason.need_span), (OFFER, reason.offer_span)):
            text = getattr(listing, span.field) if span else None
            if span and isinstance(text, str) and reason.code is ReasonCode.WORDS:
                assert text[span.start : span.end]


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ReasonCode)
    assert set(ReasonCode) > AGAINST


def test_every_code_can_be_found() -> None:
    needs = [NEED, FROM_JIANGSU, replace(NEED, product_classes=("0101",))]
    found = {
        reason.code
        for need in needs
        for offer in (OFFER, BAD, *CLOSE)
        for reason in solve(Problem([need], [offer, *OTHERS], today=TODAY)).matches[0][0].reasons
    }
    weak = {ReasonCode.RECENT, ReasonCode.DETAILS}  # outweighed here by eight others
    assert set(ReasonCode) - found <= weak
    bare = replace(NEED, requirements=(), quantity=None, price_max=None, region="", product_classes=(), deadline=None)
    assert weak <= {reason.code for reason in match_of(replace(OFFER, answers=(0, 0)), bare).reasons}


def test_requirement_is_not_told_twice() -> None:
    reasons = match_of(OFFER).reasons
    places = [reason.offer_span for reason in reasons]
    assert len(places) == len(set(places))


def test_unknown_attribute_has_a_plain_sentence() -> None:
    need = replace(NEED, requirements=(Requirement("colour", "equal", "镀锌"),))
    assert "要求“镀锌”，供给写明“镀锌”" in in_words(match_of(OFFER, need).reasons)
