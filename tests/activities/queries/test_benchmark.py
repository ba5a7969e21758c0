"""Who sets the marks, and how far an activity is."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanghui.activities.models import BenchmarkCriterion
from shanghui.activities.queries import benchmark as queries
from shanghui.activities.rules import ActivityState, Measure
from shanghui.network.models import Organisation
from tests.activities.doors import Door, open_door


def ask(organisation: Organisation, measure: Measure, least: int) -> None:
    BenchmarkCriterion.objects.create(organisation=organisation, measure=measure, least=least)


def told(door: Door) -> queries.Benchmark | None:
    return queries.benchmark_of([door.activity]).get(door.activity.pk)


def test_no_criteria_no_benchmark(door: Door) -> None:
    assert told(door) is None
    assert queries.benchmark_of([]) == {}


def test_how_far_it_is_and_earned_only_once_closed(door: Door) -> None:
    ask(door.world.federation, Measure.ARRIVED, 2)
    ask(door.world.federation, Measure.SATISFACTION, 4)
    door.guest(arrived_at=door.now)
    found = told(door)
    assert found is not None
    assert [(one.measure, one.reached, one.missing, one.met, one.percent) for one in found.marks] == [
        (Measure.ARRIVED, Decimal(1), Decimal(1), False, 50),
        (Measure.SATISFACTION, None, Decimal(4), False, 0),
    ]
    assert (found.organisation, found.met, found.earned) == (door.world.federation, 0, False)
    BenchmarkCriterion.objects.filter(measure=Measure.SATISFACTION).delete()
    door.guest(arrived_at=door.now)
    reached = told(door)
    assert reached is not None
    assert (reached.met, reached.earned) == (1, False)
    door.activity.state = ActivityState.CLOSED
    closed = told(door)
    assert closed is not None
    assert closed.earned


def test_nearest_federation_sets_the_marks(door: Door) -> None:
    own = open_door(door.world)
    own.activity.organisation = door.world.district
    own.activity.save()
    ask(door.world.federation, Measure.ARRIVED, 2)
    ask(door.world.district, Measure.ARRIVED, 9)
    near, far = told(own), told(door)
    assert near is not None
    assert far is not None
    assert (near.marks[0].least, far.marks[0].least) == (Decimal(9), Decimal(2))


def test_who_stands_under_no_federation_is_left_out(door: Door) -> None:
    ask(door.world.district, Measure.ARRIVED, 1)
    assert told(door) is None


def test_criteria_are_told(door: Door) -> None:
    ask(door.world.federation, Measure.LANDED, 1)
    ask(door.world.federation, Measure.ARRIVED, 2)
    officer = door.world.actors["officer"]
    assert queries.own_federation(officer) == door.world.federation
    assert queries.own_federation(door.world.actors["secretary"]) is None
    assert queries.criteria_of(door.world.federation) == {Measure.ARRIVED: Decimal(2), Measure.LANDED: Decimal(1)}
    [(row, marks)] = queries.federations_with_criteria(officer)
    assert (row, [least for _label, least in marks]) == (door.world.federation, [Decimal(2), Decimal(1)])


def test_queries_do_not_grow_with_activities(door: Door) -> None:
    ask(door.world.federation, Measure.ARRIVED, 2)
    activities = [door.activity, *(open_door(door.world).activity for _ in range(3))]

    def asked(number: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert len(queries.benchmark_of(activities[:number])) == number
        return len(caught)

    assert asked(1) == asked(4)
