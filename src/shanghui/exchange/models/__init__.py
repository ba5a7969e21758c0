"""Tables of the exchange."""

from shanghui.exchange.models.agreements import Agreement, AgreementParty, AgreementReview, Commitment
from shanghui.exchange.models.introductions import (
    ConsentLink,
    Introduction,
    IntroductionEvent,
    Outcome,
)
from shanghui.exchange.models.listings import Listing, ListingRequirement
from shanghui.exchange.models.matches import Match, MatchAnswer
from shanghui.exchange.models.searches import SavedSearch, SearchHit

__all__ = [
    "Agreement",
    "AgreementParty",
    "AgreementReview",
    "Commitment",
    "ConsentLink",
    "Introduction",
    "IntroductionEvent",
    "Listing",
    "ListingRequirement",
    "Match",
    "MatchAnswer",
    "Outcome",
    "SavedSearch",
    "SearchHit",
]
