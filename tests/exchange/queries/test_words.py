"""Words in the texts of listings, with the index and without it: the same rows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.models import Listing
from shanghui.exchange.queries import words
from shanghui.exchange.queries.words import worded
from shanghui.exchange.rules import ListingState, Side
from tests.factories.exchange import make_need, make_offer
from tests.factories.world import World

Found = Callable[[str], list[Listing]]


@pytest.fixture(params=["no index", "index", "stale index", "common words"])
def found(request: pytest.FixtureRequest, world: World, monkeypatch: pytest.MonkeyPatch) -> Found:
    """Titles among a chamber's needs, however the index stands."""
    if request.param == "stale index":
        rebuild_index()
    make_need(world.chamber, title="求购M12高强度螺栓", description="10.9级，要质检报告")
    make_need(world.chamber, title="求购度强螺母", summary="M12，304")
    make_need(world.chamber, title="求購螺絲")
    make_offer(world.other, title="供应高强度螺栓")
    if request.param in {"index", "common words"}:
        rebuild_index()
    if request.param == "common words":
        monkeypatch.setattr(words, "RARE", 0)
    return lambda text: list(Listing.objects.unrestricted("test").live().filter(worded(text, Side.NEED), side="need"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("高强度", 1), ("高强度螺栓", 1), ("强度高", 0), ("度强", 1), ("m12", 2), ("M12 螺母", 1), ("2高", 1), ("机", 0), ("质", 1),
        ("螺", 3), ("304", 1), ("30", 1), ("%", 0), ("螺絲", 1), ("求购 M12 10.9级", 1), ("求购 M12 8.8级", 0),
    ],
)  # fmt: skip
def test_each_word_stands_in_a_text(found: Found, text: str, number: int) -> None:
    assert len(found(text)) == number


def test_what_was_changed_since_is_read_as_it_is_now(world: World) -> None:
    row, other = make_need(world.chamber, title="求购螺栓"), make_need(world.chamber, title="求购螺母")
    rebuild_index()
    rows = Listing.objects.unrestricted("test")
    rows.filter(pk=row.pk).update(title="求购垫圈", version=2)
    assert list(rows.filter(worded("螺栓", Side.NEED))) == []
    assert list(rows.filter(worded("垫圈", Side.NEED))) == [row]
    assert list(rows.filter(worded("螺母", Side.NEED))) == [other]


def test_drafts_and_what_is_over_are_found_among_ones_own(world: World) -> None:
    rebuild_index()
    row = make_need(world.chamber, title="求购螺栓", state=ListingState.DRAFT)
    over = make_need(world.chamber, title="求购螺栓", expires_on=localdate() - timedelta(days=1))
    assert list(Listing.objects.unrestricted("test").filter(worded("螺栓", None)).order_by("pk")) == [row, over]
