"""Steps are played in the order of time; the past has working days only."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.exchange.demo.diary import Diary

SUNDAY = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_days_before_today_are_working_days() -> None:
    diary = Diary(SUNDAY, 1)
    assert diary.worked(0) == diary.worked(1) == localdate(SUNDAY) - timedelta(days=2)
    assert diary.worked(9) == localdate(SUNDAY) - timedelta(days=9)
    assert 9 <= diary.moment(diary.worked(1)).hour < 17


@pytest.mark.django_db
def test_steps_are_played_in_the_order_of_time_with_their_own_now() -> None:
    diary, seen = Diary(SUNDAY, 1), []
    for hours in (1, 3, 2):
        diary.add(SUNDAY - timedelta(hours=hours), seen.append)
    diary.play()
    assert seen == [SUNDAY - timedelta(hours=hours) for hours in (3, 2, 1)]
    diary.play()
    assert len(seen) == 3
