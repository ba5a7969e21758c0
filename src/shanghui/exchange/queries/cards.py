"""A partner as its card shows it: sentences with the evidence marked, what fits, what does not, what nobody said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.engines.matching import AGAINST, Attribute, Fit, FitState, Reason
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.queries.owners import Owner, owners
from shanghui.exchange.queries.partners import Partner
from shanghui.exchange.reasons import REASONS

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

SHOWN_REASONS = 4
#: scores from which the match is called sure, fair; below it is weak
SURE, FAIR = 0.7, 0.5


@dataclass(frozen=True)
class Sentence:
    text: "SafeString"
    against: bool = False
    unknown: bool = False

    @property
    def plain(self) -> str:
        return unescape(strip_tags(self.text))


@dataclass(frozen=True)
class Chip:
    """One requirement: met, gap or unknown, and what it asks."""

    state: str
    text: str


@dataclass(frozen=True)
class Card:
    """`bars` is 1 to 4 of 4."""

    listing: Listing
    owner: Owner
    sentences: list[Sentence]
    chips: list[Chip]
    bars: int
    sure: str
    introduction: Introduction | None


def cards(actor: Actor, listing: Listing | None, found: Iterable[Partner]) -> list[Card]:
    """In the order of the partners; two queries."""
    shown = list(found)
    whose = owners(actor, [one.listing for one in shown])
    own = _names(listing) if listing else {}
    return [_card(own | _names(one.listing), one, whose[one.listing.pk]) for one in shown]


def fits_of(fits: Iterable[Fit], *listings: Listing) -> list[dict[str, str]]:
    """What an introduction keeps: requirement, state, evidence. `listings`: the two, whose codes are named."""
    names = _names(*listings)
    return [{"requirement": _asked(fit, names), "state": fit.state.value, "evidence": fit.evidence} for fit in fits]


def _card(names: Mapping[str, str], partner: Partner, owner: Owner) -> Card:
    match = partner.match
    sentences = [_sentence(one, names) for one in match.reasons[:SHOWN_REASONS]]
    unknown = [_asked(fit, names) for fit in match.fits if fit.state is FitState.UNKNOWN]
    if unknown:
        sentences.append(Sentence(format_html(_("不知道：{}，没有写过。"), "、".join(unknown)), unknown=True))
    bars, sure = _sureness(match.score)
    chips = [Chip(fit.state.value, _asked(fit, names)) for fit in match.fits]
    return Card(partner.listing, owner, sentences, chips, bars, sure, partner.introduction)


def _sentence(reason: Reason, names: Mapping[str, str]) -> Sentence:
    pieces = {key: format_html("<mark>{}</mark>", names.get(value, value)) for key, value in reason.parameters}
    template = str(REASONS[reason.code]).replace("{", "{{").replace("}", "}}")
    text = format_html(template % {key: f"{{{key}}}" for key in pieces}, **pieces)
    return Sentence(text, against=reason.code in AGAINST)


def _names(*listings: Listing) -> dict[str, str]:
    """Codes in the engine's facts → names that people read."""
    names: dict[str, str] = {}
    for listing in listings:
        names |= {one.code: one.shown_name for one in listing.product_classes.all()}
        if listing.region is not None:
            names[listing.region.code] = listing.region.shown_name
    return names


def _asked(fit: Fit, names: Mapping[str, str]) -> str:
    """The requirement in a word or two, as a chip shows it."""
    value = names.get(fit.requirement.value, fit.requirement.value)
    if fit.requirement.attribute == Attribute.DEADLINE:
        return _("%(day)s前") % {"day": value}
    return _("最高%(price)s") % {"price": value} if fit.requirement.attribute == Attribute.PRICE else value


def _sureness(score: float) -> tuple[int, str]:
    if score >= SURE:
        return 3, _("把握较大")
    return (2, _("把握一般")) if score >= FAIR else (1, _("把握较小"))
