"""Firms with their memberships in batches: whose they are, what is folded, what is kept when it is taken back."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now
from pytest_django import DjangoAssertNumQueries

from shanghui.core.actor import Actor
from shanghui.core.models import AuditRow
from shanghui.network.actions.importing_enterprises import EnterpriseWriter
from shanghui.network.actions.undoing_enterprises import undo_enterprises
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.queries.import_lookups import OrganisationNames
from shanghui.network.rules import Post
from shanghui.sheets.kinds import Line, Outcome
from tests.factories import network as make
from tests.factories.world import World

NAME = "上海砺锋标准件有限公司"
TODAY, DAY = localdate(), timedelta(days=1)


def line(number: int, chamber: Organisation | None = None, target: Enterprise | None = None, **values: object) -> Line:
    values = {"name": NAME} | values
    if chamber is not None:
        values["organisation_id"] = chamber.pk
    return Line(number, {}, values, target=target.pk if target else None)  # type: ignore[arg-type]


def write(actor: Actor, *lines: Line) -> list[Outcome]:
    return EnterpriseWriter(actor, OrganisationNames(actor).by_id, now()).write(lines)


def undo(actor: Actor, outcomes: list[Outcome]) -> list[str]:
    return [one.kept for one in undo_enterprises(actor, outcomes, now())]


def states(outcomes: list[Outcome]) -> list[str]:
    return [str(one.refusal or one.state) for one in outcomes]


def stored(firm: Enterprise | int | None) -> Enterprise:
    pk = firm.pk if isinstance(firm, Enterprise) else firm
    return Enterprise.objects.unrestricted("test").get(pk=pk)


def test_new_firm_joins_with_what_the_row_says(world: World) -> None:
    facts = {
        "grade": "council", "start": "2023-05-01", "dues_state": "paid", "dues_until": "2026-12-31", "staff": 8,
        "capital": "500", "founded_on": "2001-02-03",
    }  # fmt: skip
    (done,) = write(world.actors["secretary"], line(2, world.chamber, **facts))
    firm, row = stored(done.subject), Membership.objects.get(enterprise=done.subject)
    assert (firm.staff, str(firm.capital), firm.founded_on) == (8, "500.00", date(2001, 2, 3))
    assert (firm.entered_by, firm.name_key, firm.search_names) == (world.chamber, "砺锋标准件", NAME)
    assert (row.grade, row.start, row.dues_until) == ("council", date(2023, 5, 1), date(2026, 12, 31))
    assert states([done]) == ["written"]
    assert set(AuditRow.objects.values_list("action", flat=True)) == {"add_enterprise", "add_membership"}


def test_lines_of_one_firm_are_one_firm_and_the_later_wins(world: World) -> None:
    done = write(
        world.actors["secretary"],
        line(2, world.chamber, phone="1", grade="member"),
        line(3, world.chamber, email="a@b.cn", phone="2", grade="council"),
    )
    assert states(done) == ["written", "unchanged"]
    assert done[0].subject == done[1].subject
    firm = stored(done[0].subject)
    assert (firm.phone, firm.email, firm.memberships.get().grade) == ("2", "a@b.cn", "council")


def test_twin_follows_its_line_whatever_it_is_called(world: World) -> None:
    second = line(3, world.chamber, name="砺锋")
    second.twin = 2
    done = write(world.actors["secretary"], line(2, world.chamber), second)
    assert done[0].subject == done[1].subject


def test_line_called_new_is_not_matched_by_its_name(world: World) -> None:
    make.make_enterprise(NAME, world.chamber, credit_code="A")
    new = line(2, world.chamber, credit_code="B")
    new.is_new = True
    (done,) = write(world.actors["secretary"], new)
    assert states([done]) == ["written"]
    assert Enterprise.objects.unrestricted("test").filter(name=NAME).count() == 2


def test_rows_without_rights_are_refused_by_name_and_the_others_go_on(world: World) -> None:
    foreign = make.make_enterprise("上海博岩弹簧有限公司", world.other)
    done = write(
        world.actors["secretary"],
        line(2, world.other),
        line(3, target=foreign, name=foreign.name, phone="1"),
        line(4, world.chamber, name="上海沪鸣弹簧有限公司"),
    )
    assert states(done) == ["organisation_foreign", "not_yours", "written"]
    assert stored(foreign).phone == ""
    assert states(write(world.actors["convener"], line(2))) == ["not_permitted"]


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        (TODAY, None, "updated"),
        (None, TODAY, "updated"),
        (None, TODAY - DAY, "not_yours"),
        (TODAY + DAY, None, "not_yours"),
    ],
)
def test_firm_is_hers_from_the_first_to_the_last_day_of_its_membership(
    world: World, start: date | None, end: date | None, state: str
) -> None:
    firm = make.make_enterprise(NAME)
    make.make_membership(firm, world.chamber, start=start, end=end)
    assert states(write(world.actors["secretary"], line(2, target=firm, phone="1"))) == [state]


def test_firm_that_joins_by_this_very_row_may_be_changed(world: World) -> None:
    firm = make.make_enterprise(NAME, world.other)
    assert states(write(world.actors["secretary"], line(2, world.chamber, firm, phone="1"))) == ["updated"]
    entered = make.make_enterprise("上海甲厂", entered_by=world.chamber)
    again = write(world.actors["secretary"], line(2, target=entered, name="上海甲厂", phone="1"))
    assert states(again) == ["updated"]
    assert states(write(world.actors["officer"], line(2, target=firm, phone="2"))) == ["updated"]


def test_region_that_a_person_gave_is_not_overwritten_by_one_that_was_read(world: World) -> None:
    given, other = make.make_region("310114"), make.make_region("310113", "宝山区")
    firm = make.make_enterprise(NAME, world.chamber, region=given)
    read = {"region_id": other.pk, "region_read": True}
    assert states(write(world.actors["secretary"], line(2, target=firm, **read))) == ["unchanged"]
    said = {"region_id": other.pk, "region_read": False}
    assert states(write(world.actors["secretary"], line(2, target=firm, **said))) == ["updated"]
    Enterprise.objects.unrestricted("test").update(region_read=True)
    back = {"region_id": given.pk, "region_read": True}
    write(world.actors["secretary"], line(2, target=firm, **back))
    assert (stored(firm).region, stored(firm).region_read) == (given, True)


def test_open_membership_is_meant_before_a_past_one(world: World) -> None:
    firm = make.make_enterprise(NAME)
    past = make.make_membership(firm, world.chamber, start=date(2010, 1, 1), end=date(2015, 12, 31))
    write(world.actors["secretary"], line(2, world.chamber, firm, end="2015-12-31", note="老会员"))
    past.refresh_from_db()
    assert (past.note, firm.memberships.count()) == ("老会员", 1)
    present = make.make_membership(firm, world.chamber, start=date(2020, 1, 1))
    write(world.actors["secretary"], line(2, world.chamber, firm, grade="council"))
    present.refresh_from_db()
    assert (present.grade, firm.memberships.count()) == ("council", 2)


@pytest.mark.parametrize("number", [1, 3])
def test_batch_costs_the_same_for_one_and_three(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lines = [line(place, world.chamber, name=f"上海第{place}标准件有限公司") for place in range(2, 2 + number)]
    writer = EnterpriseWriter(world.actors["secretary"], OrganisationNames(world.actors["secretary"]).by_id, now())
    with django_assert_num_queries(14):
        writer.write(lines)


def test_undo_takes_back_what_was_made_and_turns_back_what_was_changed(world: World) -> None:
    secretary = world.actors["secretary"]
    known = make.make_enterprise("上海博岩弹簧有限公司", world.chamber, phone="旧")
    before = stored(known).version
    done = write(
        secretary,
        line(2, world.chamber),
        line(3, world.chamber, known, name="上海博岩新弹簧有限公司", phone="新", grade="council"),
    )
    assert undo(secretary, done) == ["", ""]
    row = stored(known)
    assert (row.name, row.phone, row.version, row.name_key) == ("上海博岩弹簧有限公司", "旧", before, "博岩弹簧")
    assert row.memberships.get().grade == "member"
    assert not Enterprise.objects.unrestricted("test").filter(name=NAME).exists()
    assert AuditRow.objects.filter(action="undo_import").count() == 2


def test_undo_keeps_by_name_what_people_touched_since(world: World) -> None:
    secretary = world.actors["secretary"]
    names = ("上海甲弹簧有限公司", "上海乙弹簧有限公司", "上海丙弹簧有限公司", "上海丁弹簧有限公司")
    done = write(secretary, *(line(number, world.chamber, name=name) for number, name in enumerate(names, 2)))
    edited, joined, held, regraded = (stored(one.subject) for one in done)
    Enterprise.objects.unrestricted("test").filter(pk=edited.pk).update(version=2)
    make.make_membership(joined, world.other)
    make.make_appointment(make.make_person(), held, Post.CONTACT)
    regraded.memberships.update(grade="council")
    assert undo(secretary, done) == list(names)
    assert Enterprise.objects.unrestricted("test").filter(name__in=names).count() == 4


def test_undo_keeps_a_firm_that_was_changed_again(world: World) -> None:
    firm = make.make_enterprise(NAME, world.chamber, phone="旧")
    done = write(world.actors["secretary"], line(2, target=firm, phone="新"))
    Enterprise.objects.unrestricted("test").filter(pk=firm.pk).update(phone="更新", version=3)
    assert undo(world.actors["secretary"], done) == [NAME]
    assert stored(firm).phone == "更新"


def test_undo_of_a_changed_membership_asks_whether_it_is_still_so(world: World) -> None:
    firm = make.make_enterprise(NAME, world.chamber)
    done = write(world.actors["secretary"], line(2, world.chamber, firm, grade="council"))
    firm.memberships.update(grade="president")
    assert undo(world.actors["secretary"], done) == [NAME]
    firm.memberships.update(grade="council")
    assert undo(world.actors["secretary"], done) == [""]
    assert firm.memberships.get().grade == "member"


def test_undo_of_what_is_gone_already_is_done(world: World) -> None:
    done = write(world.actors["secretary"], line(2, world.chamber))
    Enterprise.objects.unrestricted("test").filter(pk=done[0].subject).delete()
    assert undo(world.actors["secretary"], done) == [""]
    gone = write(world.actors["secretary"], line(2, world.chamber))
    Membership.objects.filter(enterprise=gone[0].subject).delete()
    assert undo(world.actors["secretary"], gone) == [""]
    assert not Enterprise.objects.unrestricted("test").filter(name=NAME).exists()
