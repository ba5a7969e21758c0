"""Lists as tables: rows by rights, contacts and dues only where they may be seen, as many queries for one as for three."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.network.models import Enterprise, Organisation, Person
from shanghui.network.queries import exports
from shanghui.network.queries.exports import Cells, RegionPaths, industry_names, table
from shanghui.network.rules import OrganisationKind, Post
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def firm_rows(world: World, role: str, only: Organisation | None = None, name: str = "甲厂") -> list[Cells]:
    rows = Enterprise.objects.visible_to(world.actors[role]).filter(name=name)
    return list(exports.enterprise_cells(world.actors[role], rows, only))


def test_regions_are_told_by_level_and_towns_by_their_district(db: None) -> None:
    home = make.make_region("330000", "浙江省", level=1)
    city = make.make_region("330200", "宁波市", level=2, parent=home)
    district = make.make_region("330281", "余姚市", parent=city)
    town = make.make_region("330281100", "泗门镇", level=4, parent=district)
    paths = RegionPaths()
    whole = {"province": "浙江省", "city": "宁波市", "region": "余姚市"}
    assert paths.cells(town.pk) == paths.cells(district.pk) == whole
    assert paths.cells(home.pk, ("a", "b", "c")) == {"a": "浙江省"}
    assert paths.cells(None) == {}
    industry = make.make_industry()
    assert industry_names() == {industry.pk: "3482 紧固件制造"}


def test_table_has_a_cell_for_every_column() -> None:
    assert list(table(["a", "b"], [{"b": 1}, {"a": "x", "c": 2}])) == [[None, 1], ["x", None]]


def test_contacts_and_dues_go_out_by_rights(world: World) -> None:
    firm = make.make_enterprise("甲厂", phone="021", contact_name="苏", industry=make.make_industry())
    make.make_membership(firm, world.chamber, dues_state="due", dues_until=date(2026, 12, 31), number="7", note="备注")
    make.make_membership(firm, world.other, dues_state="paid", number="秘密")
    (own,) = firm_rows(world, "secretary")
    assert (own["phone"], own["organisation"], own["dues_state"], own["number"]) == ("021", "紧固件协会", "未缴", "7")
    assert (own["stored_id"], own["industry"], own["audience"]) == (f"E{firm.pk}", "3482 紧固件制造", "全会")
    by_officer = firm_rows(world, "officer")
    assert [row["organisation"] for row in by_officer] == ["紧固件协会", "物流商会"]
    assert all("dues_state" not in row and "phone" not in row for row in by_officer)
    assert [row["number"] for row in firm_rows(world, "officer", world.other)] == ["秘密"]
    (by_convener,) = firm_rows(world, "convener")
    assert "organisation" not in by_convener


def test_membership_of_today_alone_goes_out(world: World) -> None:
    firm = make.make_enterprise("甲厂", entered_by=world.chamber)
    make.make_membership(firm, world.chamber, start=date(2010, 1, 1), end=TODAY - DAY)
    make.make_membership(firm, world.chamber, start=TODAY, grade="council")
    assert [row["grade"] for row in firm_rows(world, "secretary")] == ["理事"]


@pytest.mark.parametrize("number", [1, 3])
def test_firms_cost_the_same_for_one_and_three(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_enterprise("", world.chamber, region=make.make_region())
    rows = Enterprise.objects.visible_to(world.actors["secretary"])
    with django_assert_num_queries(5):
        assert len(list(exports.enterprise_cells(world.actors["secretary"], rows))) == number + 1


def test_long_list_is_read_in_batches(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "PAGE", 2)
    for _ in range(4):
        make.make_enterprise("", world.chamber)
    rows = Enterprise.objects.visible_to(world.actors["secretary"]).order_by("pk")
    found = [row["stored_id"] for row in exports.enterprise_cells(world.actors["secretary"], rows)]
    assert found == [f"E{row.pk}" for row in rows]


@pytest.mark.parametrize("number", [1, 3])
def test_organisation_tells_where_it_stands_today(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    city = make.make_region("340100", "合肥市", level=2, parent=make.make_region("340000", "安徽省", level=1))
    for place in range(number):
        chamber = make.make_organisation(
            f"合肥商会{place}", OrganisationKind.HOMETOWN_CHAMBER, area=world.north, hometown=city
        )
        make.affiliate(chamber, world.federation, "administrative")
        make.affiliate(chamber, world.other, "trade")
        make.affiliate(chamber, world.district, "administrative", end=TODAY - DAY)
    rows = Organisation.objects.visible_to(world.actors["officer"]).filter(kind=OrganisationKind.HOMETOWN_CHAMBER)
    with django_assert_num_queries(3):
        found = list(exports.organisation_cells(world.actors["officer"], rows))
    assert len(found) == number
    assert (found[0]["area"], found[0]["superior"]) == ("北片区", "上海市工商业联合会")
    assert (found[0]["hometown"], found[0]["kind"], found[0].get("region")) == ("安徽省合肥市", "异地商会", None)


def test_person_goes_out_once_a_post_that_is_seen(world: World) -> None:
    person = make.make_person("叶", phone="13900", entered_by=world.chamber)
    make.make_appointment(person, world.chamber, Post.STAFF, title="干事", start=TODAY)
    make.make_appointment(person, world.district, Post.PRESIDENT, start=TODAY - DAY, end=TODAY)
    make.make_appointment(person, make.make_organisation("隐会", audience="own"), Post.PRESIDENT)
    make.make_appointment(person, world.district, Post.STAFF, end=TODAY - DAY)
    rows = Person.objects.visible_to(world.actors["secretary"]).filter(name="叶")
    found = list(exports.person_cells(world.actors["secretary"], rows))
    assert [(row["place"], row["post"], row["title"]) for row in found] == [
        ("嘉定区工商联", "会长（主席）", ""), ("紧固件协会", "工作人员", "干事"),
    ]  # fmt: skip
    assert {row["phone"] for row in found} == {"13900"}
    (seen_by_other, *_) = exports.person_cells(
        world.actors["other"], Person.objects.visible_to(world.actors["other"]).filter(name="叶")
    )
    assert "phone" not in seen_by_other


def test_person_without_a_post_goes_out_once(world: World) -> None:
    make.make_person("叶", entered_by=world.chamber)
    rows = Person.objects.visible_to(world.actors["secretary"]).filter(name="叶")
    (row,) = exports.person_cells(world.actors["secretary"], rows)
    assert "place" not in row
