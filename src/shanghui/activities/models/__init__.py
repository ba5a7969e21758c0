"""Tables of programmes, activities and matchmaking."""

from shanghui.activities.models.activities import (
    Activity,
    ActivityHost,
    ActivityInvitation,
    BenchmarkCriterion,
    ProgrammePoint,
    Question,
)
from shanghui.activities.models.matchmaking import (
    Encounter,
    ForbiddenSlot,
    Matchmaking,
    NotWith,
    Participant,
    Resource,
    Session,
    Slot,
    Table,
    Topic,
    Wish,
)
from shanghui.activities.models.programmes import Application, ApplicationVote, Criterion, Programme, Score
from shanghui.activities.models.registrations import Answer, DoorMark, Feedback, Registration
from shanghui.activities.models.timetables import Placement, Seat, Timetable

__all__ = [
    "Activity",
    "ActivityHost",
    "ActivityInvitation",
    "Answer",
    "Application",
    "ApplicationVote",
    "BenchmarkCriterion",
    "Criterion",
    "DoorMark",
    "Encounter",
    "Feedback",
    "ForbiddenSlot",
    "Matchmaking",
    "NotWith",
    "Participant",
    "Placement",
    "Programme",
    "ProgrammePoint",
    "Question",
    "Registration",
    "Resource",
    "Score",
    "Seat",
    "Session",
    "Slot",
    "Table",
    "Timetable",
    "Topic",
    "Wish",
]
