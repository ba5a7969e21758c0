"""Which offers serve a need, which needs an offer serves? Candidates by words, signals, fits, reasons. Pure, no Django."""

from shanghui.engines.matching.explain import AGAINST, SENTENCES, in_words
from shanghui.engines.matching.fit import fits_between
from shanghui.engines.matching.folder import IndexAbsent, IndexBusy, IndexDamaged, IndexOutdated, IndexUnusable
from shanghui.engines.matching.index import Hit, ListingIndex
from shanghui.engines.matching.model import (
    Attribute,
    Budget,
    Fit,
    FitState,
    Listing,
    Match,
    Problem,
    Reason,
    ReasonCode,
    Relation,
    Requirement,
    Result,
    Side,
    Span,
)
from shanghui.engines.matching.solve import solve

__all__ = [
    "AGAINST",
    "SENTENCES",
    "Attribute",
    "Budget",
    "Fit",
    "FitState",
    "Hit",
    "IndexAbsent",
    "IndexBusy",
    "IndexDamaged",
    "IndexOutdated",
    "IndexUnusable",
    "Listing",
    "ListingIndex",
    "Match",
    "Problem",
    "Reason",
    "ReasonCode",
    "Relation",
    "Requirement",
    "Result",
    "Side",
    "Span",
    "fits_between",
    "in_words",
    "solve",
]
