"""The index beside the database follows it: written after the commit, never asked who may see."""

from collections.abc import Sequence


def index_listings(*, ids: Sequence[int]) -> None:
    """Live listings are written, all others taken out."""
