"""Versions of a timetable, and why an encounter may not stand where somebody would put it. Pure Python."""

from enum import StrEnum

from shanghui.core.refusal import Refusal


class TimetableState(StrEnum):
    """waiting → solving → draft (or failed); draft → published → withdrawn."""

    WAITING = "waiting"
    SOLVING = "solving"
    FAILED = "failed"
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Broken(StrEnum):
    """A rule that a placement would break; its name is what the organiser reads."""

    TABLE_TAKEN = "table_taken"
    BUSY = "busy"
    ABSENT = "absent"
    SESSION = "session"
    ZONE = "zone"
    RESOURCE = "resource"
    PRECEDENCE = "precedence"
    NOT_WITH = "not_with"
    PAST = "past"
    LOCKED = "locked"
    TABLE_CLOSED = "table_closed"


class TimetableBusy(Refusal):
    """It is being computed."""


class NotComputing(Refusal):
    """There is nothing to stop: it is computed, or was stopped already."""


class NothingToUndo(Refusal):
    """There is no step and no version before this one."""


class NotDraft(Refusal):
    """A published timetable is changed by a repair, not by hand; take it back first."""


class PlacementRefused(Refusal):
    """The encounter cannot stand there; `why` names every broken rule."""


class NothingPublished(Refusal):
    """There is no published timetable yet."""


class NothingToSchedule(Refusal):
    """Without encounters, slots or tables there is no timetable."""


class ProposalOutdated(Refusal):
    """The timetable changed since the proposal was made."""
