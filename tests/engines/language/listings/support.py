"""A page and a listing from a few words."""

from datetime import date

from shanghui.engines.language.listings import ReadListing, read_listings
from shanghui.engines.language.listings.folding import fold
from shanghui.engines.language.listings.page import Page

TODAY = date(2026, 3, 10)  # a Tuesday
BOLTS = "急求:10.9级高强度螺栓M12×80,5万件,8月底前交货,嘉定或周边厂家,要有质检报告"


def page(words: str) -> Page:
    """Give a page with these words on it."""
    return Page(fold(words), words, 0)


def one(text: str, today: date = TODAY) -> ReadListing:
    """Give the only listing of a text."""
    (listing,) = read_listings(text, today=today)
    return listing
