"""Two organisers' hands on one board: one wins, the other is told why. With a control that shows the race without the lock."""

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import placing as actions
from shanghui.activities.actions import repairing
from shanghui.activities.actions.publishing import publish
from shanghui.activities.models import Placement, Timetable
from shanghui.activities.queries import placing as queries
from shanghui.core.jobs.worker import run_due
from tests.factories.activities import make_encounter, make_participant
from tests.factories.activities_board import Fair, make_fair, make_timetable, stands
from tests.factories.world import World
from tests.faults.test_races import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 10


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber, slots=12, tables=12)


def _strangers(fair: Fair) -> list[int]:
    """Encounters of different people: only the table stands between them."""
    made = [
        make_encounter(make_participant(fair.matchmaking), make_participant(fair.matchmaking)) for _ in range(TIMES)
    ]
    return [one.pk for one in made]


def _of_one(fair: Fair) -> list[int]:
    """Encounters of one participant with different ones."""
    one = make_participant(fair.matchmaking)
    return [make_encounter(one, make_participant(fair.matchmaking)).pk for _ in range(TIMES)]


def _move(world: World, draft: Timetable, encounter: int, cell: actions.Cell) -> None:
    row = Timetable.objects.get(pk=draft.pk)
    found = actions.encounter_of(row, encounter)
    actions.move_encounter(
        actor=world.actors["secretary"], timetable=row, encounter=found, cell=cell, now=timezone.now()
    )


def test_many_moves_into_one_cell_and_one_wins(world: World, fair: Fair) -> None:
    draft, ids = make_timetable(fair, {}), _strangers(fair)
    cell = actions.Cell(fair.slots[0], fair.tables[0])
    done = all_at_once(lambda number: _move(world, draft, ids[number], cell), TIMES)
    assert done == {"done": 1, "PlacementRefused": TIMES - 1}
    assert Placement.objects.filter(timetable=draft).count() == 1


def test_many_moves_of_one_participant_into_one_slot_and_one_wins(world: World, fair: Fair) -> None:
    draft, ids, slot, tables = make_timetable(fair, {}), _of_one(fair), fair.slots[0], fair.tables
    done = all_at_once(lambda number: _move(world, draft, ids[number], actions.Cell(slot, tables[number])), TIMES)
    assert done == {"done": 1, "PlacementRefused": TIMES - 1}
    assert draft.placements.count() == 1


@pytest.mark.parametrize("of_one", [True, False])
def test_control_without_the_rules_both_pass_and_the_database_says_no(
    world: World, fair: Fair, monkeypatch: pytest.MonkeyPatch, of_one: bool
) -> None:
    """Whoever asked before the other wrote sees a free cell: then only the constraint stands between them."""
    draft = make_timetable(fair, {})
    ids = _of_one(fair) if of_one else _strangers(fair)
    first, second = (actions.Cell(fair.slots[0], fair.tables[at if of_one else 0]) for at in (0, 1))
    asked: list[int] = []

    def before_the_other_wrote(
        timetable: Timetable, encounter: int, cell: tuple[int, int], now: object
    ) -> list[object]:
        found = queries.breaches(timetable, encounter, cell, timezone.now())
        asked.append(len(found))
        return [] if len(asked) == 2 else found  # type: ignore[return-value]

    monkeypatch.setattr(actions, "breaches", before_the_other_wrote)
    _move(world, draft, ids[0], first)
    with pytest.raises(rules.PlacementRefused) as refused:
        _move(world, draft, ids[1], second)
    assert asked[0] == 0
    assert str(refused.value.context["why"])
    assert len(stands(draft)) == 1


def test_proposal_accepted_by_many_at_once_is_published_once(world: World, fair: Fair) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    out = make_timetable(fair, {"ax": (0, 0), "by": (0, 1)})
    publish(actor=actor, timetable=out, now=now)
    repairing.report_absent(actor=actor, participant=fair.people["z"], now=now)
    run_due()
    row = fair.matchmaking.timetables.get(status="proposal")
    done = all_at_once(lambda _: repairing.accept_proposal(actor=actor, proposal=row, now=now), TIMES)
    assert done == {"done": 1, "ProposalOutdated": TIMES - 1}
    assert fair.matchmaking.timetables.filter(state="published").count() == 1
