"""Quantity, price, time and region: does an offer's word on them fulfil a requirement?"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Protocol

from shanghui.engines.matching.figures import Amount, amounts, days, days_until, in_base_unit
from shanghui.engines.matching.model import Attribute, FitState, Listing, Relation, Requirement
from shanghui.engines.matching.places import Place, are_neighbours, area, is_anywhere, is_within, place
from shanghui.engines.matching.specifications import NOTHING, Finding, strongest, values
from shanghui.engines.matching.text import fold

MET, GAP, UNKNOWN = FitState.MET, FitState.GAP, FitState.UNKNOWN
_LEAST_ORDER = re.compile(r"(?:起订量?|最小起订量?|最低起订量?|起批量?|moq)[^0-9一-鿿]{0,3}$")
_SUPPLY = re.compile(r"(?:产能|产量|年产|月产|日产|周产|库存|现货|供货量|供应量|可供|供货能力)[^0-9,。;]{0,6}$")
_LEAD_TIME = re.compile(
    r"(?:交货期|交期|交付期|供货期|生产周期|交货|发货|交付)[^0-9,。;一-十]{0,6}(?P<after>[0-9一二三四五六七八九十半]+\s*个?\s*(?:工作日|天|日|周|星期|月))"
    r"|(?P<before>[0-9一二三四五六七八九十半]+\s*个?\s*(?:工作日|天|日|周|星期|月))(?:以?内)?(?:可|能)?(?:交货|发货|交付|到货)"
)
_IN_STOCK = re.compile("现货|当天发货|即日发货|当日发货")
_NO_STOCK = re.compile("(?:无|没有|非)现货")


class Texts(Protocol):
    """An offer and what it says, folded."""

    @property
    def offer(self) -> Listing: ...

    @property
    def texts(self) -> tuple[tuple[str, str], ...]: ...

    @property
    def stated(self) -> tuple[tuple[str, str], ...]: ...


def quantity(wanted: Requirement, need: Listing, said: Texts, today: date | None) -> Finding:
    """A supply of as much or more is met, a stated total of less a gap; a smallest order above it is a gap.

    A rate (50万件 a month) that is less says nothing: time may make it up. Nor do amounts in another unit.
    """
    figure = next(iter(amounts(fold(wanted.value))), None)
    if figure is None:
        return NOTHING
    offer = said.offer
    orders = [one for one in _figures(said, _LEAST_ORDER) if one[0].unit == figure.unit]
    least = min(orders, key=lambda one: one[0].value, default=None)
    if least and least[0].value > figure.value:
        return _found(GAP, least)
    if wanted.relation == Relation.AT_MOST:
        return _found(MET, least) if least else NOTHING
    if offer.quantity is not None and offer.unit:
        unit, _, period = offer.unit.partition("/")
        supply, base = in_base_unit(offer.quantity, unit)
        if base == figure.unit and (supply >= figure.value or not period):
            return Finding(MET if supply >= figure.value else GAP, f"{offer.quantity:.12g}{offer.unit}", "quantity")
    supplies = [one for one in _figures(said, _SUPPLY) if one[0].unit == figure.unit]
    return strongest(_found(MET, one) for one in supplies if one[0].value >= figure.value)


def price(wanted: Requirement, need: Listing, said: Texts, today: date | None) -> Finding:
    """The lowest price stated is compared with the highest wanted, or for at_least the highest with it."""
    figure = next(iter(amounts(fold(wanted.value))), None)
    offer = said.offer
    is_least = wanted.relation == Relation.AT_LEAST
    field = "price_max" if is_least else "price_min"
    stated: float | None = getattr(offer, field)
    if stated is None:
        field = "price_min" if is_least else "price_max"
        stated = getattr(offer, field)
    if figure is None or stated is None:
        return NOTHING
    is_met = stated >= figure.value if is_least else stated <= figure.value
    if not is_met and field == ("price_min" if is_least else "price_max"):
        return NOTHING  # the other end of the range, which is not known, might do
    return Finding(MET if is_met else GAP, f"{stated:.12g}元", field)


def deadline(wanted: Requirement, need: Listing, said: Texts, today: date | None) -> Finding:
    """The lead time stated, or goods in stock, against the days that are left; without either nothing is known."""
    left = days_until(fold(wanted.value), today)
    if left is None:
        return NOTHING
    for field, text in said.texts:
        found = _LEAD_TIME.search(text)
        if found:
            lead = days(found[found.lastgroup or 0]) or 0.0
            return Finding(MET if lead <= left else GAP, found[0], field)
    for attribute, value in said.stated:
        lead_stated = days(value)
        if attribute == Attribute.DEADLINE and lead_stated is not None:
            return Finding(MET if lead_stated <= left else GAP, value, "requirements")
    for field, text in said.texts:
        stock = _IN_STOCK.search(text)
        if stock and not _NO_STOCK.search(text) and left >= 0:
            return Finding(MET, stock[0], field)
    return NOTHING


def region(wanted: Requirement, need: Listing, said: Texts, today: date | None) -> Finding:
    """Within the place wanted, or for NEAR in its city, its province or one beside it. Too rough a place is unknown."""
    here = place(said.offer.region) if said.offer.region else Place()
    if not here.province:
        return NOTHING
    verdicts = [_is_in(one, wanted.relation, need, here) for one in values(wanted.value, wanted.relation)]
    if True in verdicts:
        return Finding(MET, said.offer.region, "region")
    return NOTHING if None in verdicts else Finding(GAP, said.offer.region, "region")


Rule = Callable[[Requirement, Listing, Texts, date | None], Finding]
TERM_RULES: dict[str, Rule] = {
    Attribute.QUANTITY: quantity,
    Attribute.PRICE: price,
    Attribute.DEADLINE: deadline,
    Attribute.REGION: region,
}


def _is_in(words: str, relation: str, need: Listing, here: Place) -> bool | None:
    """True in the place that the words name, False outside, None if they name none or ours is too rough."""
    if is_anywhere(words):
        return True
    provinces = area(words)
    if provinces:
        return here.province in provinces
    wanted = place(words)
    if not wanted.province and "周边" in words and need.region:
        wanted = place(need.region)
    if not wanted.province:
        return None
    if relation == Relation.NEAR or "周边" in words:
        return wanted.province == here.province or are_neighbours(wanted.province, here.province)
    return is_within(here, wanted)


def _figures(said: Texts, lead: re.Pattern[str]) -> Iterator[tuple[Amount, str, str]]:
    """Give the amounts that stand after such words, with the field and the words."""
    for field, text in said.texts:
        for one in amounts(text):
            before = lead.search(text, max(0, one.start - 12), one.start)
            if before or (one.period and lead is _SUPPLY):
                start = before.start() if before else one.start
                yield one, field, text[start : one.end]


def _found(state: FitState, one: tuple[Amount, str, str]) -> Finding:
    return Finding(state, one[2], one[1])
