"""When does who meet whom, and at which table? Proved for small events, near the best for large ones. Pure, no Django."""

from shanghui.engines.timetabling.model import (
    Budget,
    Encounter,
    Event,
    Participant,
    Placement,
    Progress,
    Rule,
    Status,
    Timetable,
    Why,
)
from shanghui.engines.timetabling.reading import Unreadable, changes_of, event_of, placements_of, repaired_of, told_of
from shanghui.engines.timetabling.repair import Changes, Move, Proposal, Repaired, repair
from shanghui.engines.timetabling.solve import solve

__all__ = [
    "Budget",
    "Changes",
    "Encounter",
    "Event",
    "Move",
    "Participant",
    "Placement",
    "Progress",
    "Proposal",
    "Repaired",
    "Rule",
    "Status",
    "Timetable",
    "Unreadable",
    "Why",
    "changes_of",
    "event_of",
    "placements_of",
    "repair",
    "repaired_of",
    "solve",
    "told_of",
]
