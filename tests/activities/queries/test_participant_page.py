"""One participant's page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.activities.models import NotWith
from shanghui.activities.queries.participant_page import participant_page, wishes_open
from shanghui.activities.rules import ActivityState, EncounterState, WishState
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, build_fair, make_wish, publish, take_part


def test_wishes_by_direction_and_state(expo: Fair) -> None:
    now = timezone.now()
    came, went = make_wish(expo.maker, expo.buyer), make_wish(expo.buyer, expo.third)
    fourth = take_part(expo.matchmaking, expo.other, "上海丁字公司")
    over = make_wish(fourth, expo.buyer, expires_at=now - timedelta(hours=1))
    fifth = take_part(expo.matchmaking, expo.other, "上海戊字公司")
    no = make_wish(expo.buyer, fifth, state=WishState.DECLINED, answered_at=now)
    page = participant_page(expo.buyer, now)
    assert [(line.wish, line.other) for line in page.incoming] == [(came, expo.maker)]
    assert [(line.wish, line.other) for line in page.outgoing] == [(went, expo.third)]
    assert {line.wish for line in page.past} == {over, no}


def test_meetings_by_time_and_as_each_side_sees_them(db: None) -> None:
    expo = build_fair(starts_at=timezone.now() - timedelta(minutes=1))
    late = make_encounter(expo.buyer, expo.maker, first_says=True, second_rating=4)
    early = make_encounter(expo.third, expo.buyer)
    publish(late, slot=1)
    publish(early, slot=0)
    fourth = take_part(expo.matchmaking, expo.other, "上海丁字公司")
    loose = make_encounter(expo.buyer, fourth)
    page = participant_page(expo.buyer, timezone.now())
    assert [(line.encounter, line.other, line.begun) for line in page.scheduled] == [
        (early, expo.third, True),
        (late, expo.maker, False),
    ]
    assert [(line.encounter, line.is_open) for line in page.unplaced] == [(loose, True)]
    assert (page.scheduled[1].says, page.scheduled[1].stars) == (True, None)
    (theirs,) = participant_page(expo.maker, timezone.now()).scheduled
    assert (theirs.says, theirs.stars) == (None, 4)
    assert (page.taken, page.most, page.left, page.published) == (3, 8, 5, True)


def test_called_off_and_avoided(expo: Fair) -> None:
    make_encounter(expo.buyer, expo.maker, state=EncounterState.CANCELLED)
    NotWith.objects.create(participant=expo.buyer, other=expo.third)
    NotWith.objects.create(participant=expo.maker, other=expo.buyer)
    page = participant_page(expo.buyer, timezone.now())
    assert (page.taken, page.published) == (0, False)
    assert [row.other for row in page.avoided] == [expo.third]


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [
        ({}, True),
        ({"wishes_open_at": timedelta(hours=1)}, False),
        ({"wishes_open_at": -timedelta(hours=1)}, True),
        ({"wishes_close_at": -timedelta(hours=1)}, False),
    ],
)
def test_wishes_open(expo: Fair, facts: dict[str, timedelta], is_open: bool) -> None:
    now = timezone.now()
    for name, delta in facts.items():
        setattr(expo.matchmaking, name, now + delta)
    assert wishes_open(expo.buyer, now) is is_open
    expo.activity.state = ActivityState.CLOSED
    assert not wishes_open(expo.buyer, now)
