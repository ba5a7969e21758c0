"""On the day: reported, proposed, accepted or dropped; the past stays; only the affected are told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import publishing
from shanghui.activities.actions import repairing as actions
from shanghui.activities.models import Timetable
from shanghui.activities.queries.repairs import proposals_shown
from shanghui.activities.queries.timetables import current, proposals, published
from shanghui.activities.rules import EncounterState, TimetableState
from shanghui.core.jobs.worker import run_due
from shanghui.core.models import OutboxMessage
from shanghui.core.refusal import NotFound, NotPermitted
from tests.factories.activities import make_encounter, make_participant
from tests.factories.activities_board import Fair, make_fair, make_timetable, stands
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber, slots=4, tables=2)


@pytest.fixture
def out(world: World, fair: Fair) -> Timetable:
    """Published: az and bz have no place."""
    made = make_timetable(fair, {"ax": (0, 0), "by": (0, 1), "ay": (1, 0), "bx": (1, 1), "az": (2, 0)})
    publishing.publish(actor=world.actors["secretary"], timetable=made, now=timezone.now())
    OutboxMessage.objects.all().delete()
    return made


def _told() -> list[str]:
    return sorted(OutboxMessage.objects.values_list("receiver", flat=True))


def test_absent_one_frees_a_place_for_who_waits_and_moves_nobody(world: World, fair: Fair, out: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    made = actions.report_absent(actor=actor, participant=fair.people["x"], now=now)
    assert made is not None
    assert (made.state, made.origin) == (TimetableState.WAITING, out)
    run_due()
    (shown,) = proposals_shown(proposals(fair.matchmaking), published(fair.matchmaking))
    assert shown.why == "X公司没有来。"
    assert (shown.movers, shown.is_outdated) == (0, False)
    assert [one.name for one in shown.found] == ["B公司·Z公司"]
    assert shown.counts == {"moved": 0, "table": 0, "entered": 1, "left": 2}
    assert current(fair.matchmaking) == out
    actions.accept_proposal(actor=actor, proposal=shown.timetable, now=now)
    assert published(fair.matchmaking) == shown.timetable
    assert set(stands(shown.timetable)) == {fair.encounters[pair].pk for pair in ("by", "ay", "az", "bz")}
    assert _told() == ["a@firm.example", "b@firm.example", "x@firm.example", "z@firm.example"]
    fair.encounters["ax"].refresh_from_db()
    assert fair.encounters["ax"].state == EncounterState.ACCEPTED


def test_what_has_begun_stays_though_somebody_leaves(world: World, fair: Fair, out: Timetable) -> None:
    rows = fair.matchmaking.slots.filter(number=0)
    rows.update(starts_at=timezone.now() - timedelta(minutes=5))
    actions.report_absent(actor=world.actors["secretary"], participant=fair.people["x"], now=timezone.now())
    run_due()
    (row,) = proposals(fair.matchmaking)
    found = stands(row)
    assert found[fair.encounters["ax"].pk] == (0, 0)
    assert fair.encounters["bx"].pk not in found


def test_late_one_is_moved_behind_and_locked_ones_stay(world: World, fair: Fair, out: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    foreign = make_fair(world.chamber).slots[0]
    with pytest.raises(NotFound):
        actions.report_late(actor=actor, participant=fair.people["y"], slot=foreign, now=now)
    actions.report_absent(actor=actor, participant=fair.people["y"], now=now)
    actions.report_late(actor=actor, participant=fair.people["y"], slot=fair.slots[2], now=now)
    fair.people["y"].refresh_from_db()
    assert (fair.people["y"].absent_at, fair.people["y"].from_slot) == (None, 2)
    run_due()
    (row,) = proposals(fair.matchmaking)  # the one of the absence is out of date
    found = stands(row)
    assert all(found[fair.encounters[pair].pk][0] >= 2 for pair in ("ay", "by"))
    moved = row.placements.get(encounter=fair.encounters["by"])
    assert moved.moved_from == fair.slots[0]


def test_a_table_less_and_a_table_more(world: World, fair: Fair, out: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    actions.close_table(actor=actor, table=fair.tables[1], now=now)
    run_due()
    (row,) = proposals(fair.matchmaking)
    assert {table for _slot, table in stands(row).values()} == {0}
    actions.open_table(actor=actor, matchmaking=fair.matchmaking, table=None, now=now)
    assert fair.matchmaking.tables.count() == 3
    run_due()
    (row,) = proposals(fair.matchmaking)
    assert {table for _slot, table in stands(row).values()} == {0, 2}
    actions.open_table(actor=actor, matchmaking=fair.matchmaking, table=fair.tables[1], now=now)
    assert not fair.matchmaking.tables.filter(closed=True).exists()


def test_bold_proposal_moves_few_where_that_gains_more(world: World) -> None:
    """One wants to meet where she is free in slot 0 alone, and her partner is taken there but free elsewhere."""
    fair = make_fair(world.chamber, slots=3, tables=60)
    others = [make_participant(fair.matchmaking) for _ in range(240)]
    pairs = [make_encounter(others[at], others[at + 1], weight=1) for at in range(0, 240, 2)]
    fair.encounters |= {f"pair{at}": one for at, one in enumerate(pairs)}
    places = {f"pair{at}": (at // 60, at % 60) for at in range(110)}
    fair.matchmaking.encounters.filter(pk=fair.encounters["ax"].pk).update(weight=4)
    unwanted = [fair.encounters[pair].pk for pair in ("az", "bx", "by", "bz")]
    fair.matchmaking.encounters.filter(pk__in=unwanted).update(state=EncounterState.CANCELLED)
    for slot in (1, 2):
        fair.people["x"].forbidden.create(slot=fair.slots[slot])
    fair.matchmaking.tables.create(number=60)
    fair.matchmaking.tables.create(number=61)
    made = make_timetable(fair, places | {"ay": (0, 60)})
    actor, now = world.actors["secretary"], timezone.now()
    publishing.publish(actor=actor, timetable=made, now=now)
    actions.report_absent(actor=actor, participant=fair.people["z"], now=now)
    run_due()
    calm, bold = proposals_shown(proposals(fair.matchmaking), published(fair.matchmaking))
    assert (calm.movers, bold.movers) == (0, 1)
    assert bold.timetable.weight > calm.timetable.weight  # type: ignore[operator]
    assert any(one.moved for one in bold.found)
    actions.accept_proposal(actor=actor, proposal=bold.timetable, now=now)
    assert stands(bold.timetable)[fair.encounters["ax"].pk][0] == 0
    assert proposals(fair.matchmaking) == []


def test_swap_us(world: World, fair: Fair, out: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    pair = fair.encounters["ax"], fair.encounters["bx"]
    fair.people["a"].forbidden.create(slot=fair.slots[1])
    with pytest.raises(rules.PlacementRefused):
        actions.propose_exchange(actor=actor, matchmaking=fair.matchmaking, pair=pair, now=now)
    pair = fair.encounters["az"], fair.encounters["ax"]
    row = actions.propose_exchange(actor=actor, matchmaking=fair.matchmaking, pair=pair, now=now)
    actions.accept_proposal(actor=actor, proposal=row, now=now)
    assert stands(row)[fair.encounters["az"].pk] == (0, 0)
    assert _told() == ["a@firm.example", "x@firm.example", "z@firm.example"]


def test_proposal_is_outdated_once_another_version_is_out(world: World, fair: Fair, out: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    actions.report_absent(actor=actor, participant=fair.people["x"], now=now)
    run_due()
    (row,) = proposals(fair.matchmaking)
    with pytest.raises(NotPermitted):
        actions.accept_proposal(actor=world.actors["other"], proposal=row, now=now)
    publishing.unpublish(actor=actor, timetable=out, now=now)
    with pytest.raises(rules.ProposalOutdated):
        actions.accept_proposal(actor=actor, proposal=row, now=now)
    out.refresh_from_db()
    publishing.publish(actor=actor, timetable=out, now=now)
    with pytest.raises(rules.ProposalOutdated):
        actions.accept_proposal(actor=actor, proposal=row, now=now)
    with pytest.raises(rules.ProposalOutdated):
        actions.accept_proposal(actor=actor, proposal=out, now=now)


def test_proposal_is_outdated_once_a_slot_that_it_changes_has_begun(world: World, fair: Fair, out: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    actions.report_absent(actor=actor, participant=fair.people["x"], now=now)
    run_due()
    (row,) = proposals(fair.matchmaking)
    with pytest.raises(rules.ProposalOutdated):
        actions.accept_proposal(actor=actor, proposal=row, now=fair.slots[1].starts_at)


def test_dropped_proposal_changes_nothing(world: World, fair: Fair, out: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    actions.report_absent(actor=actor, participant=fair.people["x"], now=now)
    run_due()
    (row,) = proposals(fair.matchmaking)
    actions.reject_proposal(actor=actor, proposal=row, now=now)
    assert proposals(fair.matchmaking) == []
    assert (current(fair.matchmaking), _told()) == (out, [])
    with pytest.raises(rules.ProposalOutdated):
        actions.reject_proposal(actor=actor, proposal=row, now=now)


def test_before_anything_is_published_the_fact_alone_is_kept(world: World, fair: Fair) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    assert actions.report_absent(actor=actor, participant=fair.people["x"], now=now) is None
    fair.people["x"].refresh_from_db()
    assert fair.people["x"].absent_at == now
    pair = fair.encounters["ax"], fair.encounters["ay"]
    with pytest.raises(rules.NothingPublished):
        actions.propose_exchange(actor=actor, matchmaking=fair.matchmaking, pair=pair, now=now)
    make_timetable(fair, {}, state=TimetableState.SOLVING)
    with pytest.raises(rules.TimetableBusy):
        actions.close_table(actor=actor, table=fair.tables[0], now=now)
    with pytest.raises(NotPermitted):
        actions.report_absent(actor=world.actors["other"], participant=fair.people["x"], now=now)
