"""Rows of activities for tests, made the short way: without an action."""

from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.activities.models import (
    Activity,
    Encounter,
    Matchmaking,
    Participant,
    Programme,
    Registration,
    Session,
    Slot,
    Table,
)
from shanghui.activities.rules import (
    ActivityKind,
    ActivityState,
    EncounterState,
    Part,
    ProgrammeState,
    RegistrationState,
)
from shanghui.network.models import Organisation

_numbers = count(1)


def make_programme(organisation: Organisation, **facts: object) -> Programme:
    """An open stage for next month."""
    today = localdate()
    given = {
        "title": f"第{next(_numbers)}个舞台",
        "places": 2,
        "start": today + timedelta(days=30),
        "end": today + timedelta(days=60),
        "apply_until": today + timedelta(days=10),
        "state": ProgrammeState.OPEN,
    }
    return Programme.objects.create(organisation=organisation, **(given | facts))


def make_activity(organisation: Organisation, **facts: object) -> Activity:
    """A published activity that begins in a week and lasts three hours."""
    starts_at = facts.pop("starts_at", None) or timezone.now() + timedelta(days=7)
    assert isinstance(starts_at, datetime)
    given = {
        "kind": ActivityKind.BRAND,
        "title": f"第{next(_numbers)}场活动",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=3),
        "register_until": starts_at,
        "venue": "会议室",
        "state": ActivityState.PUBLISHED,
    }
    return Activity.objects.create(organisation=organisation, **(given | facts))


def make_registration(activity: Activity, **facts: object) -> Registration:
    """A guest with a seat."""
    number = next(_numbers)
    given = {
        "name": f"来宾{number}",
        "firm": f"第{number}家公司",
        "phone": f"1390000{number % 10_000:04}",
        "state": RegistrationState.REGISTERED,
        "registered_at": timezone.now(),
    }
    return Registration.objects.create(activity=activity, **(given | facts))


def make_matchmaking(activity: Activity, *, slots: int = 4, tables: int = 3, **facts: object) -> Matchmaking:
    """One session of slots of twenty minutes from the activity's beginning on, and tables."""
    made = Matchmaking.objects.create(activity=activity, **facts)
    length = timedelta(minutes=made.slot_minutes)
    begin = activity.starts_at
    session = Session.objects.create(matchmaking=made, name="上半场", starts_at=begin, ends_at=begin + slots * length)
    for number in range(slots):
        start = begin + number * length
        Slot.objects.create(matchmaking=made, session=session, number=number, starts_at=start, ends_at=start + length)
    for number in range(tables):
        Table.objects.create(matchmaking=made, number=number)
    return made


def make_participant(matchmaking: Matchmaking, part: Part = Part.BOTH, **facts: object) -> Participant:
    """`facts` may hold a registration; a guest of its own is made where there is none."""
    guest = facts.pop("registration", None) or make_registration(matchmaking.activity)
    return Participant.objects.create(matchmaking=matchmaking, registration=guest, part=part, **facts)


def make_encounter(first: Participant, second: Participant, **facts: object) -> Encounter:
    """Agreed on, not scheduled."""
    given = {"state": EncounterState.ACCEPTED, "created_at": timezone.now()}
    return Encounter.objects.create(matchmaking=first.matchmaking, first=first, second=second, **(given | facts))
