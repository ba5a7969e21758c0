"""When does who meet whom, and at which table? Proved for small events, near the best for large ones. Pure, no Django."""

from shanghui.engines.timetabling.model import (
    Budget,
    Encounter,
    Event,
    Participant,
    Placement,
    Rule,
    Status,
    Timetable,
    Why,
)
from shanghui.engines.timetabling.reading import Unreadable, event_of, placements_of, told_of
from shanghui.engines.timetabling.solve import solve

__all__ = [
    "Budget",
    "Encounter",
    "Event",
    "Participant",
    "Placement",
    "Rule",
    "Status",
    "Timetable",
    "Unreadable",
    "Why",
    "event_of",
    "placements_of",
    "solve",
    "told_of",
]
