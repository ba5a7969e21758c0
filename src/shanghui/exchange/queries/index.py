"""The index beside the database, opened once a process. It never decides who may see."""

import logging
from pathlib import Path

from django.conf import settings

from shanghui.engines.matching import IndexUnusable, ListingIndex

log = logging.getLogger(__name__)
_opened: dict[Path, ListingIndex] = {}


def index_folder() -> Path:
    return Path(settings.DATA_DIR) / "index"


def listing_index() -> ListingIndex:
    """The index for reading and for small writes. Raises IndexUnusable where it must be built anew."""
    folder = index_folder()
    if folder not in _opened:
        _opened[folder] = ListingIndex(folder)
    return _opened[folder]


def readable_index() -> ListingIndex | None:
    """The index, or None while it is missing or damaged: pages answer without it, the worker builds it anew."""
    try:
        index = listing_index()
        index.reading()
    except IndexUnusable as error:
        log.warning("the index of listings cannot be read: %r", error)
        forget_index()
        return None
    return index


def forget_index() -> None:
    """It was built anew or is no use: opened again when next wanted."""
    _opened.pop(index_folder(), None)
