"""Reasons: what was found on a pair, where it stands in both texts, and Chinese sentences for it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from shanghui.engines.matching import places
from shanghui.engines.matching.evidence import shared_pieces, without
from shanghui.engines.matching.fit import requirements_of
from shanghui.engines.matching.model import Attribute, Fit, FitState, Listing, Reason, Span
from shanghui.engines.matching.model import ReasonCode as R
from shanghui.engines.matching.signals import Pair, class_nearness, score

SENTENCES = {
    R.WORDS: "双方都提到“{piece}”",
    R.DETAILS: "需求说明中的“{piece}”，供给也提到",
    R.CLASS_SAME: "品类相同：{offered}",
    R.CLASS_NEAR: "品类相近：{wanted}与{offered}",
    R.REQUIREMENT_MET: "要求“{wanted}”，供给写明“{offered}”",
    R.REQUIREMENT_GAP: "要求“{wanted}”，供给是“{offered}”，不符",
    R.DISTRICT_SAME: "同在一个区县（{offered}）",
    R.CITY_SAME: "同在一个城市（{offered}）",
    R.PROVINCE_SAME: "同在一个省（{offered}）",
    R.REGION_NEAR: "所在省相邻（{offered}）",
    R.QUANTITY_ENOUGH: "数量够：要{wanted}，可供{offered}",
    R.QUANTITY_SHORT: "数量不够：要{wanted}，可供{offered}",
    R.PRICE_FITS: "价格合适：最高{wanted}，供给{offered}",
    R.PRICE_ABOVE: "价格偏高：最高{wanted}，供给{offered}",
    R.RECENT: "供给发布于{offered}",
    R.ANSWERS: "以往{asked}次引荐中接受了{accepted}次",
    R.ANSWERS_SELDOM: "以往{asked}次引荐中只接受了{accepted}次",
}
AGAINST = frozenset({R.REQUIREMENT_GAP, R.QUANTITY_SHORT, R.PRICE_ABOVE, R.ANSWERS_SELDOM})
_FIT_CODES = {
    (Attribute.QUANTITY, FitState.MET): R.QUANTITY_ENOUGH,
    (Attribute.QUANTITY, FitState.GAP): R.QUANTITY_SHORT,
    (Attribute.PRICE, FitState.MET): R.PRICE_FITS,
    (Attribute.PRICE, FitState.GAP): R.PRICE_ABOVE,
}
_NEAR_CODES = {1.0: R.DISTRICT_SAME, 0.8: R.CITY_SAME, 0.5: R.PROVINCE_SAME, 0.3: R.REGION_NEAR}
_RECENT_DAYS = 30
_UNITS = frozenset("公斤 千克 平方米 平米 立方米 公里 毫米 厘米 万元 每月 每天 每年 一个 一套 自己".split())


def in_words(reasons: Iterable[Reason]) -> str:
    """Give the reasons as one Chinese text."""
    return "；".join(SENTENCES[reason.code].format(**dict(reason.parameters)) for reason in reasons)


def reasons_of(pair: Pair, rescored: Callable[[Listing, str], float]) -> tuple[Reason, ...]:
    """Give what speaks for the pair and against it, the weightiest first.

    Each reason's weight is measured: `rescored` gives the pair's score with another offer in its place, here the offer
    without the evidence, and the field that it stood in. What would not be missed is no reason.
    """
    whole = score(pair)
    measured = []
    for reason in _without_repeats(list(_found(pair))):
        span = reason.offer_span
        weight = round(whole - rescored(without(pair.offer, span), span.field), 6) if span else 0.0
        if weight < 0 if reason.code in AGAINST else weight > 0:
            measured.append(replace(reason, weight=weight))
    return tuple(sorted(measured, key=lambda reason: -abs(reason.weight)))


def _found(pair: Pair) -> Iterator[Reason]:
    cited: list[Span] = []
    for code, field in ((R.WORDS, "title"), (R.DETAILS, "description")):
        for piece, wanted, offered in shared_pieces(pair.need, field, pair.offer):
            if not any(_is_inside(offered, span) for span in cited):
                cited.append(offered)
                yield Reason(code, 0.0, (("piece", piece),), wanted, offered)
    yield from _of_classes(pair)
    yield from _of_fits(pair)
    yield from _of_region(pair)
    yield from _of_firm(pair)


def _without_repeats(reasons: list[Reason]) -> Iterator[Reason]:
    """Pass over shared words that a fulfilled requirement cites already."""
    cited = [one.offer_span for one in reasons if one.code in (R.REQUIREMENT_MET, R.REQUIREMENT_GAP)]
    for reason in reasons:
        is_repeat = any(span and reason.offer_span and _is_inside(reason.offer_span, span) for span in cited)
        if not (reason.code in (R.WORDS, R.DETAILS) and is_repeat):
            yield reason


def _is_inside(inner: Span, outer: Span) -> bool:
    return inner.field == outer.field and outer.start <= inner.start and inner.end <= outer.end


def _of_classes(pair: Pair) -> Iterator[Reason]:
    need, offer = pair.need.product_classes, pair.offer.product_classes
    near = [(class_nearness(a, b), i, j) for i, a in enumerate(need) for j, b in enumerate(offer)]
    if near and max(near)[0] > 0:
        nearest, i, j = max(near, key=lambda one: (one[0], -one[1], -one[2]))
        code = R.CLASS_SAME if nearest == 1 else R.CLASS_NEAR
        spans = Span("product_classes", i, i + 1), Span("product_classes", j, j + 1)
        yield Reason(code, 0.0, (("wanted", need[i]), ("offered", offer[j])), *spans)


def _of_fits(pair: Pair) -> Iterator[Reason]:
    for at, (requirement, fit) in enumerate(zip(requirements_of(pair.need), pair.fits, strict=True)):
        is_own = at < len(pair.need.requirements)
        code = _code_of(fit)
        if code is not None and fit.offer_span is not None:
            where = Span("requirements", at, at + 1) if is_own else Span(_FIELDS[requirement.attribute])
            parameters = (("wanted", requirement.value), ("offered", fit.evidence))
            yield Reason(code, 0.0, parameters, where, fit.offer_span)


_FIELDS: dict[str, str] = {
    Attribute.QUANTITY: "quantity",
    Attribute.REGION: "region",
    Attribute.DEADLINE: "deadline",
    Attribute.PRICE: "price_max",
}


def _code_of(fit: Fit) -> R | None:
    attribute, state = fit.requirement.attribute, fit.state
    if state is FitState.UNKNOWN or (attribute == Attribute.REGION and state is FitState.MET):
        return None
    plain = R.REQUIREMENT_MET if state is FitState.MET else R.REQUIREMENT_GAP
    return _FIT_CODES.get((Attribute(attribute), state), plain) if attribute in set(Attribute) else plain


def _of_region(pair: Pair) -> Iterator[Reason]:
    need, offer = pair.need.region, pair.offer.region
    near = places.nearness(places.place(need), places.place(offer)) if need and offer else None
    if near:
        yield Reason(
            _NEAR_CODES[near], 0.0, (("offered", offer),), Span("region", 0, len(need)), Span("region", 0, len(offer))
        )


def _of_firm(pair: Pair) -> Iterator[Reason]:
    offer = pair.offer
    if offer.published and pair.today and (pair.today - offer.published).days <= _RECENT_DAYS:
        yield Reason(R.RECENT, 0.0, (("offered", offer.published.isoformat()),), None, Span("published"))
    accepted, asked = offer.answers
    if asked > 0:
        code = R.ANSWERS if 2 * accepted >= asked else R.ANSWERS_SELDOM
        yield Reason(code, 0.0, (("accepted", str(accepted)), ("asked", str(asked))), None, Span("answers"))
