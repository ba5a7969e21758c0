"""Saved searches: what may be kept."""

from shanghui.core.refusal import Refusal

#: saved searches of one person in one post
MOST_SEARCHES = 50


class NothingToSave(Refusal):
    """Not a search of the open needs or offers, or one without a condition: everything would be news."""


class SavedAlready(Refusal):
    """She keeps the same search already."""


class TooManySearches(Refusal):
    """She keeps as many as one can look through."""
