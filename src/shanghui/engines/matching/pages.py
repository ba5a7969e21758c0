"""Listings read for the index: texts, classes and numbers of each. Of many, by a second process while this one writes."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection

from shanghui.engines.matching.model import Listing, Side
from shanghui.engines.matching.text import body_of, fold, head_of
from shanghui.engines.matching.tokens import body_tokens, head_tokens, length_of

LAST_OF_DAYS = 9_999_999  # of a listing that does not end
_AT_ONCE = 2000  # listings that the other process reads in one go

Told = tuple[Side, Listing]


@dataclass(frozen=True, slots=True)
class Page:
    """What the index holds of one listing, by the names of its fields."""

    texts: dict[str, str]
    classes: tuple[str, ...]
    numbers: dict[str, int]


def key_of(side: Side, own: str) -> str:
    """Give the key of a listing: a need and an offer may have the same id."""
    return f"{side.value} {own}"


def read_here(listings: Iterable[Told]) -> Generator[Page, None, None]:
    """Read listings one by one."""
    yield from (_page(side, listing) for side, listing in listings)


def read_elsewhere(listings: Iterable[Told]) -> Generator[Page, None, None]:
    """Read listings in a process of its own, which ends with the generator or with this process, however that ends.

    While it reads some, this process fetches the next and does with the last what it likes.
    """
    context = get_context("spawn")  # a fork would copy locks and connections that threads hold
    ours, theirs = context.Pipe()
    reader = context.Process(target=read_for, args=(theirs,), daemon=True)
    reader.start()
    theirs.close()  # else the reader's end would never be told that it is alone
    try:
        with closing(ours):
            yield from _in_turn(ours, iter(listings))
    finally:
        reader.join()


def _in_turn(reader: Connection, listings: Iterator[Told]) -> Iterator[Page]:
    """Never send before the answer is there: two that send to each other wait for ever."""
    begun = list(islice(listings, _AT_ONCE))
    if begun:
        reader.send(begun)
    while begun:
        following = list(islice(listings, _AT_ONCE))
        done: Sequence[Page] = reader.recv()
        if following:
            reader.send(following)
        yield from done
        begun = following


def read_for(other: Connection) -> None:
    """Answer with the pages of whatever comes, until the other end is closed."""
    with suppress(EOFError):
        while True:
            told: Sequence[Told] = other.recv()
            other.send([_page(side, listing) for side, listing in told])


def _page(side: Side, listing: Listing) -> Page:
    head, body = head_of(listing, side), body_of(listing)
    texts = {"key": key_of(side, listing.id), "id": listing.id, "side": side.value, "kind": listing.kind}
    texts |= {"head": " ".join(head_tokens(head)), "body": " ".join(body_tokens(body))}
    numbers = {"last_day": listing.deadline.toordinal() if listing.deadline else LAST_OF_DAYS}
    numbers["head_length"] = length_of(head)
    if length := length_of(body):
        numbers["body_length"] = length
    return Page(texts, tuple(fold(one) for one in listing.product_classes), numbers)
