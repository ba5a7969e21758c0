from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django_tasks_db.models import DBTaskResult

from shanghui.core.jobs import Job, job, schedule
from shanghui.core.jobs.definition import PERIODIC
from shanghui.core.jobs.schedule import slot, tick
from shanghui.core.models import PeriodicJob

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)


@job(every=DAY, offset=timedelta(hours=3))
def nightly() -> None:
    """Periodic, once a day at three."""


PERIODIC.pop(nightly.module_path)


@job()
def once() -> None:
    """Not periodic."""


@pytest.fixture
def periodic(monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.setattr("shanghui.core.jobs.schedule.PERIODIC", {nightly.module_path: nightly})
    return nightly


def test_periodic_job_is_enqueued_once_a_period(periodic: Job) -> None:
    noon = datetime(2028, 2, 28, 12, tzinfo=SHANGHAI)
    assert [tick(now=noon), tick(now=noon + timedelta(hours=14)), tick(now=noon + timedelta(hours=15))] == [1, 0, 1]
    assert tick(now=noon + 2 * DAY) == 1
    assert DBTaskResult.objects.count() == 3


def test_clock_set_back_enqueues_nothing_twice(periodic: Job) -> None:
    begun = datetime(2028, 2, 29, 3, 0, 5, tzinfo=SHANGHAI)
    assert tick(now=begun) == 1
    assert tick(now=begun - timedelta(hours=1)) == 0
    assert tick(now=begun) == 0


def test_missed_periods_are_not_made_up(periodic: Job) -> None:
    newyear = datetime(2027, 12, 31, 12, tzinfo=SHANGHAI)
    assert tick(now=newyear) == 1
    assert tick(now=newyear + 10 * DAY) == 1


def test_slot_is_counted_on_the_sites_clock(periodic: Job) -> None:
    before, after = datetime(2028, 2, 29, 2, 59, tzinfo=SHANGHAI), datetime(2028, 2, 29, 3, tzinfo=SHANGHAI)
    assert slot(periodic, before) == datetime(2028, 2, 28, 3, tzinfo=SHANGHAI)
    assert slot(periodic, after) == after


def test_slot_of_a_job_that_is_not_periodic_is_an_error() -> None:
    with pytest.raises(ValueError, match="not periodic"):
        slot(once, datetime(2028, 1, 1, tzinfo=SHANGHAI))


def test_two_schedulers_enqueue_once(periodic: Job) -> None:
    """Both saw no row; the second to write meets the first one's."""
    now = datetime(2028, 1, 1, 12, tzinfo=SHANGHAI)
    assert schedule._begin(periodic.module_path, periodic, slot(periodic, now)) == 1
    assert schedule._begin(periodic.module_path, periodic, slot(periodic, now)) == 0
    assert DBTaskResult.objects.count() == 1


def test_scheduler_that_loses_the_race_enqueues_nothing(periodic: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw no row at all: the key lets only one of them write it."""

    def written_by_the_other(**facts: object) -> None:
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(PeriodicJob.objects, "create", written_by_the_other)
    assert tick(now=datetime(2028, 1, 1, 12, tzinfo=SHANGHAI)) == 0
    assert not DBTaskResult.objects.exists()
