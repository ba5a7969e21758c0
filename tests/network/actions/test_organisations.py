"""Organisations are made, edited, moved; areas get their hosts."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.models import AuditRow
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from shanghui.network import rules
from shanghui.network.actions.organisations import (
    create_organisation,
    edit_organisation,
    move_organisation,
    remove_host,
    set_host,
)
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Affiliation, HostTerm, Organisation, Rearrangement
from shanghui.network.rules import AffiliationOrder, OrganisationKind
from tests.factories import network as make
from tests.factories.world import World

AREA = AffiliationOrder.AREA
TODAY, DAY = localdate(), timedelta(days=1)


def areas_of(world: World, day: date) -> set[int]:
    return set(Affiliation.objects.on(day).filter(child=world.chamber, order="area").values_list("parent", flat=True))


def move(world: World, parent: Organisation | None, on: date = TODAY, role: str = "officer") -> Rearrangement:
    return move_organisation(
        actor=world.actors[role], organisation=world.chamber, order=AREA, parent=parent, on=on, now=now()
    )


def test_federation_makes_an_organisation(world: World) -> None:
    facts = {"name": "南翔镇商会", "short_name": "南翔商会"}
    made = create_organisation(
        actor=world.actors["officer"], kind=OrganisationKind.LOCAL_CHAMBER, facts=facts, now=now()
    )
    assert (made.kind, made.sort_key, made.called) == ("local_chamber", "nan xiang zhen shang hui", "南翔商会")
    with pytest.raises(NotPermitted):
        create_organisation(actor=world.actors["secretary"], kind=OrganisationKind.AREA, facts=facts, now=now())
    with pytest.raises(BadRequest):
        create_organisation(
            actor=world.actors["officer"], kind=OrganisationKind.AREA, facts=facts | {"merged_into": made}, now=now()
        )


def test_edit_is_its_secretarys_and_refuses_stale_versions(world: World) -> None:
    secretary, chamber = world.actors["secretary"], world.chamber
    edit_organisation(actor=secretary, organisation=chamber, facts={"phone": "021"}, now=now(), version=1)
    edit_organisation(actor=secretary, organisation=chamber, facts={"phone": "021"}, now=now())
    assert Organisation.objects.unrestricted("test").get(pk=chamber.pk).version == 2
    assert AuditRow.objects.get(action="edit_organisation").detail == {"changed": {"phone": ["", "021"]}}
    with pytest.raises(Stale):
        edit_organisation(actor=secretary, organisation=chamber, facts={"phone": "022"}, now=now(), version=1)
    with pytest.raises(NotPermitted):
        edit_organisation(actor=world.actors["other"], organisation=chamber, facts={"phone": "022"}, now=now())


def test_move_keeps_history_and_can_be_undone(world: World) -> None:
    done = move(world, world.south)
    assert done.summary == "紧固件协会：北片区 → 南片区"
    assert areas_of(world, TODAY) == {world.south.pk}
    assert areas_of(world, TODAY - DAY) == {world.north.pk}
    undo_rearrangement(actor=world.actors["officer"], rearrangement=done, now=now())
    assert areas_of(world, TODAY) == {world.north.pk}


def test_move_out_and_back_within_a_day(world: World) -> None:
    for parent in (world.south, None, world.north):
        move(world, parent)
    assert areas_of(world, TODAY) == {world.north.pk}
    with pytest.raises(rules.AlreadyThere):
        move(world, world.north)


def test_leaving_what_it_never_stood_in_is_no_move(world: World) -> None:
    with pytest.raises(rules.AlreadyThere):
        move_organisation(
            actor=world.actors["officer"], organisation=world.chamber, order=AffiliationOrder.TRADE, parent=None,
            on=TODAY, now=now(),
        )  # fmt: skip
    assert not Rearrangement.objects.exists()


def test_earlier_move_replaces_one_that_was_planned(world: World) -> None:
    planned = TODAY + 30 * DAY
    move(world, world.south, planned)
    assert (areas_of(world, planned - DAY), areas_of(world, planned)) == ({world.north.pk}, {world.south.pk})
    west = make.make_area(world.federation, "西片区")
    done = move(world, west, TODAY + 10 * DAY)
    assert areas_of(world, TODAY + 9 * DAY) == {world.north.pk}
    assert areas_of(world, planned) == {west.pk}
    undo_rearrangement(actor=world.actors["officer"], rearrangement=done, now=now())
    assert (areas_of(world, planned - DAY), areas_of(world, planned)) == ({world.north.pk}, {world.south.pk})


def test_move_is_the_federations_alone(world: World) -> None:
    for role in ("secretary", "convener", "general_convener", "visitor"):
        with pytest.raises(NotPermitted):
            move(world, world.south, role=role)
    with pytest.raises(NotPermitted):
        move_organisation(
            actor=world.actors["officer"], organisation=world.federation, order=AREA, parent=None, on=TODAY, now=now()
        )


def test_unfit_parents_are_refused(world: World) -> None:
    with pytest.raises(rules.ParentUnfit):
        move(world, world.other)
    world.south.merged_into = world.north
    world.south.save()
    with pytest.raises(rules.ParentUnfit):  # merged away: nothing hangs on it any more
        move(world, world.south)
    trade = AffiliationOrder.TRADE
    first, second = make.make_organisation(), make.make_organisation()
    make.affiliate(second, first, "trade")
    with pytest.raises(rules.AffiliationCircle):
        move_organisation(
            actor=world.actors["officer"], organisation=first, order=trade, parent=second, on=TODAY, now=now()
        )


def test_hosts_do_not_overlap_and_are_units(world: World) -> None:
    start, end = date(2026, 1, 1), date(2026, 3, 31)
    asked = {"actor": world.actors["convener"], "area": world.north, "now": now()}
    set_host(unit=world.district, start=start, end=end, **asked)  # type: ignore[arg-type]
    for begin, finish in ((end, end), (start - DAY, start), (start - DAY, end + DAY)):
        with pytest.raises(rules.HostPeriodTaken):
            set_host(unit=world.chamber, start=begin, end=finish, **asked)  # type: ignore[arg-type]
    set_host(unit=world.chamber, start=end + DAY, end=end + DAY, **asked)  # type: ignore[arg-type]
    with pytest.raises(rules.NotAUnit):
        set_host(unit=world.other, start=date(2027, 1, 1), end=date(2027, 2, 1), **asked)  # type: ignore[arg-type]
    with pytest.raises(rules.PeriodUpsideDown):
        set_host(unit=world.chamber, start=end, end=start, **asked)  # type: ignore[arg-type]
    assert HostTerm.objects.count() == 2


def test_unit_hosts_only_from_the_day_on_which_it_joins(world: World) -> None:
    late = make.make_organisation("后来的商会")
    make.affiliate(late, world.north, start=date(2027, 4, 1))
    asked = {
        "actor": world.actors["officer"],
        "area": world.north,
        "unit": late,
        "end": date(2027, 6, 30),
        "now": now(),
    }
    with pytest.raises(rules.NotAUnit):
        set_host(start=date(2027, 3, 31), **asked)  # type: ignore[arg-type]
    assert set_host(start=date(2027, 4, 1), **asked).unit == late  # type: ignore[arg-type]


def test_host_is_chosen_and_taken_away_by_the_areas_conveners(world: World) -> None:
    when = {"start": date(2026, 1, 1), "end": date(2026, 3, 31), "now": now()}
    for role in ("secretary", "contact", "visitor"):
        with pytest.raises(NotPermitted):
            set_host(actor=world.actors[role], area=world.north, unit=world.district, **when)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        set_host(actor=world.actors["convener"], area=world.south, unit=world.other, **when)  # type: ignore[arg-type]
    term = set_host(actor=world.actors["convener"], area=world.north, unit=world.district, **when)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        remove_host(actor=world.actors["secretary"], term=term, now=now())
    remove_host(actor=world.actors["general_convener"], term=term, now=now())
    assert not HostTerm.objects.exists()
    assert AuditRow.objects.get(action="remove_host").detail["unit"] == "嘉定区工商联"
