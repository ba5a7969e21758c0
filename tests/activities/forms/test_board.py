"""Guests are found by part of a name, and asked again where it is unclear."""

import pytest
from django.utils import timezone

from shanghui.activities.forms.board import GuestForm, LateForm, MoveForm, ScheduleForm
from tests.factories.activities_board import make_fair
from tests.factories.world import World


@pytest.mark.django_db
def test_forms_of_the_board(world: World) -> None:
    fair = make_fair(world.chamber)
    found = GuestForm({"guest": "X公"}, matchmaking=fair.matchmaking)
    assert found.is_valid()
    assert found.cleaned_data["guest"] == fair.people["x"]
    for text in ("公司", "火星", ""):
        assert not GuestForm({"guest": text}, matchmaking=fair.matchmaking).is_valid()
    fair.matchmaking.slots.filter(number=0).update(ends_at=timezone.now())
    late = LateForm({"guest": "X公司", "slot": fair.slots[0].pk}, matchmaking=fair.matchmaking)
    assert not late.is_valid()
    move = MoveForm({"encounter": 1, "slot": fair.slots[1].pk, "table": 99999}, slots=fair.slots, tables=fair.tables)
    assert not move.is_valid()
    assert not ScheduleForm({"seconds": 7}).is_valid()
    assert ScheduleForm({"seconds": 60}).is_valid()
