"""Sessions into slots, lines into zones."""

from datetime import UTC, datetime, timedelta

import pytest

from shanghui.activities import rules
from shanghui.activities.rules import Stretch, cut, zones_of, zones_text

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


def stretch(begin: int, minutes: int) -> Stretch:
    start = NOON + timedelta(minutes=begin)
    return Stretch(f"{begin}", start, start + timedelta(minutes=minutes))


def test_slots_are_numbered_through_in_the_order_of_time() -> None:
    ordered, slots = cut([stretch(120, 45), stretch(0, 40)], 20)
    assert [one.name for one in ordered] == ["0", "120"]
    assert [(one.session, one.number) for one in slots] == [(0, 0), (0, 1), (1, 2), (1, 3)]
    assert slots[3].ends_at == NOON + timedelta(minutes=160)


def test_neighbours_may_touch() -> None:
    assert len(cut([stretch(0, 20), stretch(20, 20)], 20)[1]) == 2


@pytest.mark.parametrize("given", [[(0, 19)], [(0, 40), (30, 40)], [(0, 0)], [(0, -20)]])
def test_unfit_sessions(given: list[tuple[int, int]]) -> None:
    with pytest.raises(rules.SessionUnfit):
        cut([stretch(*one) for one in given], 20)


@pytest.mark.parametrize("line", ["1-4 采购区", "1—4采购区", "1 至 4：采购区", "1~4,采购区"])
def test_zone_is_read_as_people_write_it(line: str) -> None:
    assert zones_of(line, 8) == dict.fromkeys(range(4), "采购区")


def test_zones_are_read_back_as_written() -> None:
    text = "1-4 采购区\n5 贵宾\n7-8 采购区"
    assert zones_text(zones_of(text, 8)) == text
    assert zones_text(["", "甲", "甲"]) == "2-3 甲"


@pytest.mark.parametrize("text", ["采购区", "1-9 区", "0 区", "4-1 区", "1-4 甲\n4 乙", "1-4"])
def test_unreadable_zones(text: str) -> None:
    with pytest.raises(rules.ZonesUnreadable):
        zones_of(text, 8)
