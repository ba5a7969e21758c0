"""What speaks for a pair, each signal one function: 1 fully for it, 0 nothing known, below 0 against it."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from shanghui.engines.matching.figures import in_base_unit
from shanghui.engines.matching.model import Attribute, Fit, FitState, Listing, Requirement
from shanghui.engines.matching.places import nearness, place
from shanghui.engines.matching.text import fold

HALF_LIFE = 120.0  # days after which a listing counts as half as fresh
PRIOR = (2.0, 2.0)  # answers that every firm is credited with: accepted, not accepted
PART = 0.8  # what words are worth to an offer of things that they only describe
_OWN_SIGNALS = (Attribute.QUANTITY, Attribute.REGION, Attribute.PRICE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A need and an offer with what was found on them. `coverage` and `details` are shares of what the need asks.

    `is_part`: the offer lists things, and what the need asks only describes them.
    """

    need: Listing
    offer: Listing
    coverage: float = 0.0
    details: float = 0.0
    fits: tuple[Fit, ...] = ()
    today: date | None = None
    is_part: bool = False


def text(pair: Pair) -> float:
    """How much of the need's head stands in the offer; less where it only describes what is offered.

    洗衣机离合器、洗衣机减速器 are no 洗衣机.
    """
    return pair.coverage * (PART if pair.is_part else 1.0)


def details(pair: Pair) -> float:
    """How much of the rarer words of the need's description stands in the offer."""
    return pair.details


def product_class(pair: Pair) -> float:
    """The nearest two classes: 1 the same, .8 one inside the other, less by half for each level apart; 0 if unknown."""
    pairs = ((one, other) for one in pair.need.product_classes for other in pair.offer.product_classes)
    return max((class_nearness(one, other) for one, other in pairs), default=0.0)


def class_nearness(one: str, other: str) -> float:
    """Compare two classes: codes by the levels (two digits each) that they share, names by equality."""
    are_codes = one.isdigit() and other.isdigit()
    if one == other or (not are_codes and fold(one) == fold(other)):
        return 1.0
    if not are_codes or one[:2] != other[:2]:
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        return 0.8 ** ((len(longer) - len(shorter)) // 2)
    common = next(at for at in range(0, len(shorter), 2) if one[at : at + 2] != other[at : at + 2])
    return 0.5 ** ((len(longer) - common) // 2)


def requirement_fit(pair: Pair) -> float:
    """Requirements met less those in gap, as a share of all, musts twice; those with signals of their own left out."""
    own = [fit for fit in pair.fits if fit.requirement.attribute not in _OWN_SIGNALS]
    worth = {FitState.MET: 1.0, FitState.GAP: -1.0, FitState.UNKNOWN: 0.0}
    total = sum(1 + fit.requirement.must for fit in own)
    return sum((1 + fit.requirement.must) * worth[fit.state] for fit in own) / total if total else 0.0


def region(pair: Pair) -> float:
    """How near the firms are (see `places.nearness`); a region that the need excludes counts −1."""
    if _state(pair, Attribute.REGION) is FitState.GAP:
        return -1.0
    if not pair.need.region or not pair.offer.region:
        return 0.0
    return nearness(place(pair.need.region), place(pair.offer.region)) or 0.0


def quantity(pair: Pair) -> float:
    """1 if the offer can supply what is wanted; if it states less, how far it falls short, as a share, negative."""
    state = _state(pair, Attribute.QUANTITY)
    if state is not FitState.GAP:
        return 1.0 if state is FitState.MET else 0.0
    need, offer = pair.need, pair.offer
    if not need.quantity or not offer.quantity:
        return -1.0
    wanted, _ = in_base_unit(need.quantity, need.unit)
    supply, _ = in_base_unit(offer.quantity, offer.unit.partition("/")[0])
    return min(supply / wanted, 1.0) - 1.0


def price(pair: Pair) -> float:
    """1 if the price ranges overlap, −1 if the offer's lowest is above the need's highest, 0 if either is open."""
    state = _state(pair, Attribute.PRICE)
    return {FitState.MET: 1.0, FitState.GAP: -1.0}.get(state, 0.0) if state else 0.0


def freshness(pair: Pair) -> float:
    """1 if both were published today, each counting half, and half of that after HALF_LIFE days."""
    today = pair.today
    if today is None:
        return 0.0
    ages = [max((today - one.published).days, 0) for one in (pair.need, pair.offer) if one.published]
    return sum(math.pow(0.5, age / HALF_LIFE) for age in ages) / 2


def answers(pair: Pair) -> float:
    """How likely the offer's firm accepts, by its past answers and PRIOR, less what is expected of an unknown firm."""
    accepted, asked = pair.offer.answers
    accepted = min(max(accepted, 0), max(asked, 0))
    return (accepted + PRIOR[0]) / (max(asked, 0) + sum(PRIOR)) - PRIOR[0] / sum(PRIOR)


# Fused by weights set by hand; text leads, since a pair about other goods is no match whatever else agrees. There are
# no judged pairs of the field yet to learn from.
SIGNALS: tuple[tuple[float, Callable[[Pair], float]], ...] = (
    (1.0, text),
    (0.15, details),
    (0.25, product_class),
    (0.25, requirement_fit),
    (0.08, region),
    (0.08, quantity),
    (0.08, price),
    (0.02, freshness),
    (0.06, answers),
)


def score(pair: Pair) -> float:
    """Give the weighted sum of all signals."""
    return sum(weight * signal(pair) for weight, signal in SIGNALS)


def most_by_fits(requirements: Sequence[Requirement]) -> float:
    """Give how much a need's fits can add at most to the score of a pair that has none yet.

    A region in gap only takes away: without fits its signal is nearness, which is never less.
    """
    attributes = {requirement.attribute for requirement in requirements}
    signals = [
        signal
        for attribute, signal in ((Attribute.QUANTITY, quantity), (Attribute.PRICE, price))
        if attribute in attributes
    ]
    if attributes - set(_OWN_SIGNALS):
        signals.append(requirement_fit)
    return sum(weight for weight, signal in SIGNALS if signal in signals)


def _state(pair: Pair, attribute: Attribute) -> FitState | None:
    """Give the worst that the fits say about an attribute: gap before met before unknown; None if it is not asked."""
    worst: FitState | None = None
    for fit in pair.fits:
        if fit.requirement.attribute == attribute:
            if fit.state is FitState.GAP:
                return FitState.GAP
            if worst is not FitState.MET:
                worst = fit.state
    return worst
