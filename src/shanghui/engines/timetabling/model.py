"""An event and its timetable. A break is a maximal idle gap between two encounters of one participant, whatever its length.

After Andrés et al. 2022, "Scheduling of business-to-business events" (JAIR 74), with floors, zones, delegates and resources.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Participant:
    """`delegates`: how many encounters the firm can hold at once."""

    id: str
    unavailable: frozenset[int] = frozenset()
    delegates: int = 1


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two participants who want to meet. `after`: encounters that must be over; `zone`, `resources`: what it needs."""

    id: str
    between: tuple[str, str]
    weight: int = 1
    session: str | None = None
    fixed_slot: int | None = None
    after: tuple[str, ...] = ()
    zone: str | None = None
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Slots and tables count from 0. `zones` name tables, `resources` say how many of a thing there are in each slot.

    `fairness`: the largest allowed difference of breaks between two participants; `floor`: encounters that each gets
    at least, as far as it has wishes and free slots.
    """

    slots: int
    tables: int
    participants: tuple[Participant, ...]
    encounters: tuple[Encounter, ...]
    sessions: Mapping[str, frozenset[int]] = field(default_factory=dict)
    zones: Mapping[str, frozenset[int]] = field(default_factory=dict)
    resources: Mapping[str, int] = field(default_factory=dict)
    all_placed: bool = False
    fairness: int | None = None
    floor: int = 0


class Status(StrEnum):
    """UNKNOWN: neither a timetable nor a proof that there is none was found in time."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why an encounter has no place."""

    NO_SLOT = "no_slot"  # no slot fits both, its session and what it comes after, whatever else is placed
    BUSY = "busy"  # where one is free the other is not
    TABLES = "tables"  # where both are free no table is
    LIMITED = "limited"  # a resource, or the order, stands against it


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the event by its kind and by whom or what it is about; a conflict is a set of them."""

    kind: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where and when an encounter takes place."""

    encounter: str
    slot: int
    table: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """`weight_bound` is at least, `breaks_bound` at most what any timetable of the event has."""

    status: Status
    placed: tuple[Placement, ...] = ()
    unplaced: tuple[tuple[str, Why], ...] = ()
    weight: int = 0
    weight_bound: float = 0.0
    breaks: int = 0
    breaks_bound: int = 0
    conflict: tuple[Rule, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of the clock."""

    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known while the work goes on; a bound is None until there is one."""

    weight: int = 0
    weight_bound: float | None = None
    breaks: int | None = None
