"""The frame of a matchmaking activity: sessions cut into slots, tables grouped into zones. Pure Python."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shanghui.activities.rules.matchmaking import SessionUnfit
from shanghui.core.refusal import Refusal

MOST_SESSIONS, MOST_TABLES = 12, 400
_ZONE = re.compile(r"^(\d{1,3})(?:\s*[-–—~～至到]\s*(\d{1,3}))?\s*[:：,，]?\s*([^\s\d\-–—~～:：,，].{0,19})$")


class TimetableStands(Refusal):
    """A published timetable stands on these slots or tables."""


class ZonesUnreadable(Refusal):
    """A line of the zones cannot be read, or two of them share a table."""

    status = 400


@dataclass(frozen=True, slots=True)
class Stretch:
    """A session as it is entered."""

    name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Cut:
    """A slot: its session's place in the order of time, its own number through all of them."""

    session: int
    number: int
    starts_at: datetime
    ends_at: datetime


def cut(stretches: Iterable[Stretch], minutes: int) -> tuple[list[Stretch], list[Cut]]:
    """Sessions in the order of time, and their slots; what is left at a session's end is nobody's. Raises SessionUnfit."""
    ordered = sorted(stretches, key=lambda one: one.starts_at)
    length, slots = timedelta(minutes=minutes), list[Cut]()
    for place, one in enumerate(ordered):
        follows = place == 0 or ordered[place - 1].ends_at <= one.starts_at
        if not follows or one.starts_at + length > one.ends_at:
            raise SessionUnfit()
        begin = one.starts_at
        while begin + length <= one.ends_at:
            slots.append(Cut(place, len(slots), begin, begin + length))
            begin += length
    return ordered, slots


def zones_of(text: str, tables: int) -> dict[int, str]:
    """Zones by the number of the table, counted from 0, out of lines like “1-4 采购区”. Raises ZonesUnreadable."""
    found: dict[int, str] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        read = _ZONE.match(line)
        if read is None:
            raise ZonesUnreadable()
        first, last = int(read[1]), int(read[2] or read[1])
        numbers = set(range(first - 1, last))
        if not 1 <= first <= last <= tables or numbers & set(found):
            raise ZonesUnreadable()
        found |= dict.fromkeys(sorted(numbers), read[3].strip())
    return found


def zones_text(zones: Mapping[int, str] | Sequence[str]) -> str:
    """As it is entered: neighbours of one zone in one line."""
    given = zones if isinstance(zones, Mapping) else dict(enumerate(zones))
    runs: list[tuple[int, int, str]] = []
    for number in sorted(number for number in given if given[number]):
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == given[number]:
            runs[-1] = (runs[-1][0], number, given[number])
        else:
            runs.append((number, number, given[number]))
    return "\n".join(
        f"{first + 1}-{last + 1} {zone}" if last > first else f"{first + 1} {zone}" for first, last, zone in runs
    )
