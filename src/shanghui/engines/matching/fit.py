"""How an offer stands to each requirement of a need: met, gap, or unknown where it says nothing. Nothing is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from shanghui.engines.matching.model import Attribute, Fit, FitState, Listing, Relation, Requirement, Span
from shanghui.engines.matching.specifications import RULES, Finding, Rule, mention, strongest
from shanghui.engines.matching.terms import TERM_RULES
from shanghui.engines.matching.text import fold, placed

_TEXTS = ("title", "description")


@dataclass(frozen=True, slots=True)
class Said:
    """What an offer says, folded, each text with the field that it stands in; read once for all requirements."""

    offer: Listing
    texts: tuple[tuple[str, str], ...]
    stated: tuple[tuple[str, str], ...]  # attribute and value of the offer's own requirements


def said(offer: Listing) -> Said:
    """Read an offer."""
    texts = [(field, str(getattr(offer, field))) for field in _TEXTS]
    texts += [("product_classes", name) for name in offer.product_classes if not name.isdigit()]
    stated = tuple((one.attribute, fold(one.value)) for one in offer.requirements)
    return Said(offer, tuple((field, fold(text)) for field, text in texts if text), stated)


def fits(need: Listing, offer: Said, today: date | None = None) -> tuple[Fit, ...]:
    """Give how the offer stands to each requirement of the need, in the order of `requirements_of`."""
    return tuple(fit(requirement, need, offer, today) for requirement in requirements_of(need))


def fits_between(need: Listing, offer: Listing, today: date | None = None) -> tuple[Fit, ...]:
    """Give how the offer stands to each requirement of the need, with the places of the evidence."""
    return tuple(with_place(one, offer) for one in fits(need, said(offer), today))


@lru_cache(maxsize=1024)  # of every pair that the need stands in
def requirements_of(need: Listing) -> tuple[Requirement, ...]:
    """Give the need's requirements, and what its quantity, region, deadline and highest price amount to."""
    implied = []
    if need.quantity:
        implied.append(Requirement(Attribute.QUANTITY, Relation.AT_LEAST, f"{need.quantity:.12g}{need.unit}"))
    if need.region:
        implied.append(Requirement(Attribute.REGION, Relation.NEAR, need.region))
    if need.deadline:
        implied.append(Requirement(Attribute.DEADLINE, Relation.AT_MOST, need.deadline.isoformat()))
    if need.price_max is not None:
        implied.append(Requirement(Attribute.PRICE, Relation.AT_MOST, f"{need.price_max:.12g}元"))
    named = {requirement.attribute for requirement in need.requirements}
    return (*need.requirements, *(one for one in implied if one.attribute not in named))


def fit(requirement: Requirement, need: Listing, offer: Said, today: date | None = None) -> Fit:
    """Judge one requirement. An attribute that nobody knows is judged like "other"; never raises."""
    rule = TERM_RULES.get(requirement.attribute)
    finding = rule(requirement, need, offer, today) if rule else _specification(requirement, offer)
    return Fit(requirement, finding.state, finding.evidence, Span(finding.field) if finding.field else None)


def with_place(fit: Fit, offer: Listing) -> Fit:
    """Give the fit with its evidence as the offer wrote it, and the place of that; None where it cannot be found."""
    if fit.offer_span is None:
        return fit
    field = fit.offer_span.field
    if field in _TEXTS:
        written = str(getattr(offer, field))
        span = placed(written).find(fit.evidence, field)
        return replace(fit, offer_span=span, evidence=written[span.start : span.end] if span else fit.evidence)
    if field in ("product_classes", "requirements"):
        entries = offer.product_classes if field == "product_classes" else [one.value for one in offer.requirements]
        at = next((at for at, entry in enumerate(entries) if fit.evidence in fold(entry)), None)
        return replace(fit, offer_span=None if at is None else Span(field, at, at + 1))
    return replace(fit, offer_span=Span(field, 0, len(offer.region) if field == "region" else 0))


def _specification(requirement: Requirement, offer: Said) -> Finding:
    """What the offer states about the attribute goes before what its texts say."""
    rule = RULES.get(requirement.attribute, mention)
    wanted = fold(requirement.value) if rule is not mention else requirement.value
    stated = ((value, "requirements") for attribute, value in offer.stated if attribute == requirement.attribute)
    found = _found(rule, wanted, requirement.relation, stated)
    if found.state is not FitState.UNKNOWN:
        return found
    return _found(rule, wanted, requirement.relation, ((text, field) for field, text in offer.texts))


def _found(rule: Rule, wanted: str, relation: str, texts: Iterable[tuple[str, str]]) -> Finding:
    """The strongest finding in the texts, with the field it stands in; most say nothing and cost nothing more."""
    heard = ((rule(wanted, relation, text), field) for text, field in texts)
    return strongest(replace(one, field=field) for one, field in heard if one.state is not FitState.UNKNOWN)
