"""Messages from chat groups become the fields of needs and offers. Pure, no Django."""

from shanghui.engines.language.listings.model import (
    Attribute,
    Contact,
    Kind,
    Mark,
    Quantity,
    Range,
    ReadListing,
    ReadRegion,
    Relation,
    Requirement,
    Side,
)
from shanghui.engines.language.listings.reading import read_listings

__all__ = [
    "Attribute",
    "Contact",
    "Kind",
    "Mark",
    "Quantity",
    "Range",
    "ReadListing",
    "ReadRegion",
    "Relation",
    "Requirement",
    "Side",
    "read_listings",
]
