"""Links that hold for a period: both ends belong to it, an absent end is open."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from shanghui.network.models import Membership
from tests.factories import network as make

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (FIRST, LAST, [False, True, True, False]),
        (None, LAST, [True, True, True, False]),
        (FIRST, None, [False, True, True, True]),
        (None, None, [True, True, True, True]),
        (FIRST, FIRST, [False, True, False, False]),
    ],
)
def test_both_ends_belong_to_the_period(start: date | None, end: date | None, held: list[bool]) -> None:
    make.make_membership(make.make_enterprise(), make.make_organisation(), start=start, end=end)
    days = [date(2026, 2, 28), FIRST, LAST, date(2026, 4, 1)]
    assert [Membership.objects.on(day).exists() for day in days] == held


def test_database_refuses_what_ends_before_it_begins_and_two_that_are_open() -> None:
    firm, chamber = make.make_enterprise(), make.make_organisation()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_membership(firm, chamber, start=LAST, end=FIRST)
    make.make_membership(firm, chamber)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_membership(firm, chamber, start=FIRST)
