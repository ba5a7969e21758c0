"""What the index holds of listings is the same, whoever reads them."""

from datetime import date
from itertools import islice
from multiprocessing import Pipe
from threading import Thread

import pytest

from shanghui.engines.matching import pages
from shanghui.engines.matching.model import Listing, Side
from shanghui.engines.matching.pages import LAST_OF_DAYS, Told, read_elsewhere, read_for, read_here

BOLT = Listing("1", "螺栓 M8", description="镀锌", kind="product", product_classes=("0101",), deadline=date(2026, 1, 1))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Told]:
    """More than the other process reads in one go, and not a whole number of goes."""
    monkeypatch.setattr(pages, "_AT_ONCE", 3)
    return [(Side.OFFER if at % 2 else Side.NEED, Listing(str(at), f"求购螺栓M{at}×80")) for at in range(10)]


def test_a_listing_is_read_by_fields() -> None:
    [page] = read_here([(Side.OFFER, BOLT)])
    assert {name: page.texts[name] for name in ("key", "id", "side", "kind")} == {
        "key": "offer 1", "id": "1", "side": "offer", "kind": "product",
    }  # fmt: skip
    assert page.texts["body"] == "镀锌"
    assert {"螺栓", "=m8", "#8"} <= set(page.texts["head"].split())
    assert page.classes == ("0101",)
    assert page.numbers == {"last_day": BOLT.deadline.toordinal(), "head_length": 4, "body_length": 2}  # type: ignore[union-attr]
    [page] = read_here([(Side.NEED, Listing("2", "螺母"))])
    assert page.numbers == {"last_day": LAST_OF_DAYS, "head_length": 2}


def test_another_process_reads_the_same_in_the_same_order(told: list[Told]) -> None:
    assert list(read_elsewhere(told)) == list(read_here(told))
    assert list(read_elsewhere([])) == []


def test_the_other_process_ends_when_nobody_wants_more(told: list[Told]) -> None:
    reading = read_elsewhere(told)
    assert len(list(islice(reading, 4))) == 4
    reading.close()  # waits for its end
    assert list(reading) == []


def test_what_goes_wrong_here_ends_the_other_process(told: list[Told]) -> None:
    def broken() -> object:
        yield from told
        raise LookupError

    with pytest.raises(LookupError):
        list(read_elsewhere(broken()))  # type: ignore[arg-type]


def test_reader_answers_until_it_is_alone(told: list[Told]) -> None:
    ours, theirs = Pipe()
    reader = Thread(target=read_for, args=(theirs,))
    reader.start()
    ours.send(told)
    assert ours.recv() == list(read_here(told))
    ours.close()
    reader.join(10)
    assert not reader.is_alive()
