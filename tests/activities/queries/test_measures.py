"""What activities are measured by."""

from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from shanghui.activities.models import Activity, Feedback, Topic
from shanghui.activities.queries.measures import Figures, figures_of
from shanghui.activities.rules import Measure
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.rules import Origin, OutcomeKind
from tests.activities.doors import Door, open_door
from tests.factories.activities import make_encounter, make_matchmaking, make_participant
from tests.factories.exchange import make_introduction, make_need, make_offer
from tests.factories.network import make_enterprise


def told(door: Door) -> Figures:
    return figures_of([door.activity])[door.activity.pk]


def test_nothing_came_of_nothing(door: Door) -> None:
    assert told(door) == Figures()
    assert told(door).share is None
    assert told(door).of(Measure.SATISFACTION) is None


def test_who_came_from_where(door: Door) -> None:
    firm = make_enterprise("上海岚舟有限公司", door.world.chamber)
    at = {"arrived_at": door.now}
    door.guest(unit=door.world.chamber, enterprise=firm, **at)
    door.guest(unit=door.world.chamber, enterprise=firm, registered_at=door.now, **at)  # a walk-in
    door.guest(unit=door.world.other, firm="不认识的公司", **at)
    door.guest(firm="", **at)
    door.guest(unit=door.world.district)
    door.guest(state="waiting")
    found = told(door)
    assert (found.registered, found.arrived, found.walk_ins, found.no_shows) == (5, 4, 1, 1)
    assert (found.units, found.firms, found.share) == (2, 2, Decimal("80.0"))


def test_share_is_never_rounded_up(door: Door) -> None:
    for number in range(3):
        door.guest(arrived_at=door.now if number else None)
    assert told(door).share == Decimal("66.6")


def test_what_they_said_is_averaged(door: Door) -> None:
    for good, useful in ((5, 3), (4, 3), (4, 4)):
        Feedback.objects.create(registration=door.guest(), good=good, useful=useful, at=door.now)
    found = told(door)
    assert (found.answers, found.satisfaction, found.useful) == (3, Decimal("4.33"), Decimal("3.33"))


def entered(listing: Listing, door: Door, days: float) -> None:
    rows = Listing.objects.unrestricted("test").filter(pk=listing.pk)
    rows.update(origin=Origin.ACTIVITY, created_at=door.activity.starts_at + timedelta(days=days))


def test_needs_count_from_the_day_on_of_firms_that_came(door: Door) -> None:
    came, absent = make_enterprise("上海岚舟有限公司"), make_enterprise("上海青禾有限公司")
    door.guest(enterprise=came, arrived_at=door.now)
    door.guest(enterprise=came, arrived_at=door.now)  # two people of one firm
    door.guest(enterprise=absent)
    for days, firm in ((0, came), (80, came), (-2, came), (95, came), (0, absent)):
        entered(make_need(door.world.chamber, firm), door, days)
    make_need(door.world.chamber, came)  # entered otherwise
    entered(make_offer(door.world.chamber, came), door, 0)
    assert told(door).needs_found == 2


def test_topics_of_need_count_once_and_with_their_listing(door: Door) -> None:
    firm = make_enterprise("上海岚舟有限公司")
    guest = door.guest(enterprise=firm, arrived_at=door.now)
    one = make_participant(make_matchmaking(door.activity), registration=guest)
    listing = make_need(door.world.chamber, firm)
    entered(listing, door, 0)
    Topic.objects.create(participant=one, side="need", title="要螺栓", listing=listing)
    Topic.objects.create(participant=one, side="need", title="要叉车")
    Topic.objects.create(participant=one, side="offer", title="有钢材")
    assert told(door).needs_found == 2


def begin(door: Door, number: int) -> Introduction:
    frame = getattr(door.activity, "matchmaking", None) or make_matchmaking(door.activity)
    first, second = make_participant(frame), make_participant(frame)
    made = make_introduction(
        make_need(door.world.chamber, title=f"需{number}"), make_offer(door.world.other, title=f"供{number}")
    )
    make_encounter(first, second, introduction=made)
    return made


def test_introductions_and_their_results_in_ninety_days(door: Door) -> None:
    first, second = begin(door, 1), begin(door, 2)
    today = localdate(door.activity.ends_at)
    first.outcomes.create(kind=OutcomeKind.SIGNED, on=today + timedelta(days=10), at=door.now)
    first.outcomes.create(kind=OutcomeKind.LANDED, on=today + timedelta(days=90), at=door.now)
    second.outcomes.create(kind=OutcomeKind.LANDED, on=today + timedelta(days=91), at=door.now)
    second.outcomes.create(kind=OutcomeKind.INTENT, on=today - timedelta(days=5), at=door.now)
    found = told(door)
    assert (found.introductions, found.intent, found.signed, found.landed) == (2, 0, 1, 1)


def test_many_activities_cost_as_many_queries_as_one(door: Door) -> None:
    def asked(activities: list[Activity]) -> int:
        with CaptureQueriesContext(connection) as queries:
            figures_of(activities)
        return len(queries)

    others = [open_door(door.world) for _ in range(3)]
    for one in (door, *others):
        one.guest(arrived_at=one.now, enterprise=make_enterprise())
    assert asked([one.activity for one in (door, *others)]) == asked([door.activity]) <= 5
