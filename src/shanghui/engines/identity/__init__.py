"""Which records are one enterprise? Evidence with weights (Fellegi and Sunter), clusters, reasons. Pure, no Django."""

from shanghui.engines.identity.explain import SENTENCES, in_words
from shanghui.engines.identity.index import IdentityIndex
from shanghui.engines.identity.model import (
    Budget,
    Decision,
    Membership,
    Pair,
    Problem,
    Reason,
    ReasonCode,
    Record,
    Result,
    Weights,
)
from shanghui.engines.identity.solve import solve

__all__ = [
    "SENTENCES",
    "Budget",
    "Decision",
    "IdentityIndex",
    "Membership",
    "Pair",
    "Problem",
    "Reason",
    "ReasonCode",
    "Record",
    "Result",
    "Weights",
    "in_words",
    "solve",
]
