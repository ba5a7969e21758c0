"""Organisations from rows: made, edited, placed, and taken back while nobody built on them."""

from datetime import date

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.actor import Actor
from shanghui.core.refusal import NotPermitted
from shanghui.network import rules
from shanghui.network.actions.importing_one_by_one import write_each
from shanghui.network.actions.importing_organisations import undo_each, write_organisation
from shanghui.network.actions.organisations import edit_organisation
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Affiliation, Organisation, Rearrangement
from shanghui.network.queries.import_lookups import OrganisationNames
from shanghui.sheets.cell_values import Value
from shanghui.sheets.kinds import Line, Outcome
from tests.factories import network as make
from tests.factories.world import World

NAME = "南翔镇商会"


def write(actor: Actor, **values: object) -> Outcome:
    line = Line(2, {}, {"name": NAME} | values)  # type: ignore[arg-type]
    return write_organisation(actor, OrganisationNames(actor), line, now())


def undo(actor: Actor, *outcomes: Outcome) -> list[str]:
    return [one.kept for one in undo_each(actor, outcomes, now())]


def stored(outcome: Outcome) -> Organisation | None:
    return Organisation.objects.unrestricted("test").filter(pk=outcome.subject).first()


def test_row_makes_an_organisation_and_places_it(world: World) -> None:
    officer, region = world.actors["officer"], make.make_region("310114")
    done = write(
        officer, kind="local_chamber", region_id=region.pk, founded_on="2009-01-02", area="北片区",
        superior="嘉定区工商联",
    )  # fmt: skip
    row = stored(done)
    assert row is not None
    assert (row.kind, row.region, row.founded_on, done.state) == ("local_chamber", region, date(2009, 1, 2), "written")
    places = dict(Affiliation.objects.on(localdate()).filter(child=row).values_list("order", "parent__name"))
    assert places == {"area": "北片区", "administrative": "嘉定区工商联"}
    assert undo(officer, done) == [""]
    assert stored(done) is None


def test_row_that_names_an_unknown_superior_or_no_kind_is_refused(world: World) -> None:
    with pytest.raises(NotPermitted):
        write(world.actors["secretary"], kind="local_chamber")
    with pytest.raises(rules.ParentUnfit):
        write(world.actors["officer"])
    with pytest.raises(rules.SuperiorMissing):
        write(world.actors["officer"], kind="local_chamber", superior="没有的商会")


def test_row_that_was_refused_is_nobodys_superior_and_may_come_again(world: World) -> None:
    officer = world.actors["officer"]
    names = OrganisationNames(officer)
    rows: list[dict[str, Value]] = [
        {"name": "新泾镇商会", "kind": "district_federation", "superior": "没有的商会"},
        {"name": "分会", "kind": "local_chamber", "superior": "新泾镇商会"},
        {"name": "新泾镇商会", "kind": "district_federation"},
        {"name": "支会", "kind": "local_chamber", "superior": "新泾镇商会"},
    ]
    lines = [Line(number, {}, values) for number, values in enumerate(rows, 2)]
    done = write_each(lines, lambda line: write_organisation(officer, names, line, now()))
    assert [one.refusal or one.state for one in done] == ["SuperiorMissing", "SuperiorMissing", "written", "written"]


def test_known_organisation_is_edited_only_where_the_row_says_otherwise(world: World) -> None:
    officer, region = world.actors["officer"], make.make_region("310113")
    world.chamber.introduction = "第一行\n第二行"
    world.chamber.save()
    same = write(officer, name="紧固件协会", introduction="第一行 第二行", area="北片区")
    assert (same.state, same.trace) == ("unchanged", {})
    done = write(officer, name="紧固件协会", region_id=region.pk, area="南片区")
    assert done.state == "updated"
    assert done.trace["changes"] == {"region_id": [None, region.pk]}
    row = stored(done)
    assert row is not None
    assert row.region == region
    assert undo(officer, done) == [""]
    row = stored(done)
    assert row is not None
    assert (row.region, row.version) == (None, 1)
    assert Affiliation.objects.on(localdate()).get(child=row, order="area").parent == world.north


def test_undo_takes_back_row_by_row_what_two_rows_said_of_one(world: World) -> None:
    officer = world.actors["officer"]
    first = write(officer, kind="local_chamber")
    second, third = write(officer, phone="1"), write(officer, phone="2")
    assert undo(officer, third, second, first) == ["", "", ""]
    assert stored(first) is None


def test_undo_keeps_by_name_what_was_built_on(world: World) -> None:
    officer = world.actors["officer"]

    def made(name: str) -> tuple[Outcome, Organisation]:
        done = write(officer, name=name, kind="trade_chamber")
        return done, Organisation.objects.unrestricted("test").get(pk=done.subject)

    outcomes, (joined, held, above, below, edited) = zip(*(made(f"第{number}会") for number in range(5)), strict=True)
    make.make_membership(make.make_enterprise(), joined)
    make.make_appointment(make.make_person(), held)
    make.affiliate(world.chamber, above, "trade")
    make.affiliate(below, world.north)
    edit_organisation(actor=officer, organisation=edited, facts={"phone": "021"}, now=now())
    assert undo(officer, *outcomes) == [f"第{number}会" for number in range(5)]


def test_undo_keeps_what_was_edited_or_moved_back_since(world: World) -> None:
    officer = world.actors["officer"]
    edited = write(officer, name="物流商会", phone="021")
    edit_organisation(actor=officer, organisation=world.other, facts={"phone": "022"}, now=now())
    assert undo(officer, edited) == ["物流商会"]
    moved = write(officer, name="紧固件协会", area="南片区")
    move = Rearrangement.objects.get(pk=moved.trace["moves"][0])
    undo_rearrangement(actor=officer, rearrangement=move, now=now())
    assert undo(officer, moved) == ["紧固件协会"]


def test_undo_of_one_that_is_pointed_at_keeps_it(world: World) -> None:
    """A firm that it entered protects it."""
    done = write(world.actors["officer"], kind="trade_chamber")
    row = stored(done)
    make.make_enterprise("甲", entered_by=row)
    assert undo(world.actors["officer"], done) == [NAME]
    assert stored(done) == row


def test_undo_of_what_is_gone_is_done(world: World) -> None:
    done = write(world.actors["officer"], kind="trade_chamber")
    row = stored(done)
    assert row is not None
    row.delete()
    assert undo(world.actors["officer"], done) == [""]
