"""Firms are entered and edited; memberships begin, change and end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.models import AuditRow
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from shanghui.network import rules
from shanghui.network.actions.enterprises import add_enterprise, add_membership, edit_enterprise, edit_membership
from shanghui.network.models import Enterprise, Membership
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
#: seven in the morning of the 2nd in Shanghai is still the 1st elsewhere
EARLY = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)


def stored(firm: Enterprise) -> Enterprise:
    return Enterprise.objects.unrestricted("test").get(pk=firm.pk)


def test_new_firm_is_its_chambers_own_and_found_by_its_name(world: World) -> None:
    secretary = world.actors["secretary"]
    firm = add_enterprise(
        actor=secretary, facts={"name": "上海砺锋标准件有限公司"}, organisation=world.chamber,
        membership={"grade": "council"}, now=now(),
    )  # fmt: skip
    assert (firm.entered_by, firm.name_key, firm.sort_key[:8]) == (world.chamber, "砺锋标准件", "shang ha")
    assert firm.memberships.get().grade == "council"
    assert list(AuditRow.objects.order_by("number").values_list("action", flat=True)) == [
        "add_enterprise", "add_membership",
    ]  # fmt: skip


def test_firm_that_may_not_join_is_not_entered_either(world: World) -> None:
    with pytest.raises(NotPermitted):
        add_enterprise(actor=world.actors["secretary"], facts={"name": "甲"}, organisation=world.other, now=now())
    with pytest.raises(NotPermitted):
        add_enterprise(actor=world.actors["convener"], facts={"name": "甲"}, now=now())
    assert not Enterprise.objects.unrestricted("test").filter(name="甲").exists()


def test_edit_refuses_foreign_fields_and_stale_versions(world: World) -> None:
    secretary, firm = world.actors["secretary"], make.make_enterprise("甲", world.chamber)
    with pytest.raises(BadRequest):
        edit_enterprise(actor=secretary, enterprise=firm, facts={"merged_into": firm}, now=now())
    edit_enterprise(actor=secretary, enterprise=firm, facts={"name": "乙", "capital": None}, now=now(), version=1)
    assert (stored(firm).version, stored(firm).sort_key) == (2, "yi")
    with pytest.raises(Stale):
        edit_enterprise(actor=secretary, enterprise=firm, facts={"name": "丙"}, now=now(), version=1)
    assert stored(firm).name == "乙"


def test_edit_that_changes_nothing_leaves_no_trace(world: World) -> None:
    firm = make.make_enterprise("甲", world.chamber)
    edit_enterprise(actor=world.actors["secretary"], enterprise=firm, facts={"name": "甲"}, now=now())
    assert stored(firm).version == 1
    assert not AuditRow.objects.exists()


def test_region_that_a_person_gives_is_read_no_longer(world: World) -> None:
    read = make.make_region("310114")
    firm, secretary = (
        make.make_enterprise("甲", world.chamber, region=read, region_read=True),
        world.actors["secretary"],
    )
    edit_enterprise(actor=secretary, enterprise=firm, facts={"region": read, "phone": "1"}, now=now())
    assert stored(firm).region_read
    edit_enterprise(actor=secretary, enterprise=firm, facts={"region": make.make_region("310113")}, now=now())
    assert not stored(firm).region_read


def test_firm_of_another_chamber_is_not_edited(world: World) -> None:
    firm = make.make_enterprise("甲", world.other)
    for role in ("secretary", "convener", "contact", "visitor"):
        with pytest.raises(NotPermitted):
            edit_enterprise(actor=world.actors[role], enterprise=firm, facts={"name": "乙"}, now=now())


def test_member_is_taken_in_once_and_comes_back_the_day_after(world: World) -> None:
    secretary = world.actors["secretary"]
    firm = make.make_enterprise("甲", world.chamber)
    with pytest.raises(rules.AlreadyThere):
        add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts={}, now=now())
    with pytest.raises(NotPermitted):
        add_membership(actor=secretary, enterprise=firm, organisation=world.other, facts={}, now=now())
    row = firm.memberships.get()
    edit_membership(actor=secretary, membership=row, facts={"end": TODAY}, now=now())
    with pytest.raises(rules.AlreadyThere):  # the last day is still hers
        add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts={}, now=now())
    edit_membership(actor=secretary, membership=row, facts={"end": TODAY - DAY}, now=now())
    add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts={"start": TODAY}, now=now())
    assert firm.memberships.count() == 2


def test_today_is_the_day_in_shanghai(world: World) -> None:
    """Before eight in the morning the clock of the world still stands at yesterday."""
    firm = make.make_enterprise("甲")
    make.make_membership(firm, world.chamber, end=date(2026, 3, 1))
    add_membership(
        actor=world.actors["secretary"], enterprise=firm, organisation=world.chamber, facts={}, now=EARLY
    )  # fmt: skip
    assert firm.memberships.count() == 2


def test_membership_that_begins_before_the_present_one_is_refused(world: World) -> None:
    """Two that hold on one day would be counted twice, and only one may be open."""
    firm = make.make_enterprise("甲")
    make.make_membership(firm, world.chamber, start=date(2023, 1, 1))
    asked = {"actor": world.actors["secretary"], "enterprise": firm, "organisation": world.chamber, "now": now()}
    for facts in (
        {"start": date(2020, 1, 1)},
        {"start": date(2020, 1, 1), "end": date(2023, 1, 1)},
    ):
        with pytest.raises(rules.AlreadyThere):
            add_membership(facts=facts, **asked)  # type: ignore[arg-type]
    add_membership(facts={"start": date(2020, 1, 1), "end": date(2022, 12, 31)}, **asked)  # type: ignore[arg-type]
    assert firm.memberships.count() == 2


def test_past_membership_is_not_opened_beside_the_present_one(world: World) -> None:
    firm = make.make_enterprise("甲")
    past = make.make_membership(firm, world.chamber, start=date(2020, 1, 1), end=date(2022, 12, 31))
    make.make_membership(firm, world.chamber, start=date(2023, 1, 1))
    for facts in ({"end": None}, {"end": date(2023, 1, 1)}):
        with pytest.raises(rules.AlreadyThere):
            edit_membership(actor=world.actors["secretary"], membership=past, facts=facts, now=now())
    edit_membership(actor=world.actors["secretary"], membership=past, facts={"number": "7"}, now=now())
    past.refresh_from_db()
    assert (past.number, past.end) == ("7", date(2022, 12, 31))


def test_member_since_nobody_knows_when_is_let_go_after_she_came_back(world: World) -> None:
    firm = make.make_enterprise("甲")
    past = make.make_membership(firm, world.chamber, end=TODAY - DAY)
    present = make.make_membership(firm, world.chamber)
    with pytest.raises(rules.AlreadyThere):
        edit_membership(actor=world.actors["secretary"], membership=past, facts={"end": None}, now=now())
    edit_membership(actor=world.actors["secretary"], membership=present, facts={"end": TODAY}, now=now())
    present.refresh_from_db()
    assert present.end == TODAY


def test_merged_firms_and_chambers_take_part_no_more(world: World) -> None:
    gone = make.make_enterprise("甲", merged_into=make.make_enterprise("乙"))
    with pytest.raises(rules.AlreadyMerged):
        add_membership(
            actor=world.actors["secretary"], enterprise=gone, organisation=world.chamber, facts={}, now=now()
        )  # fmt: skip
    world.other.merged_into = world.chamber
    world.other.save()
    with pytest.raises(NotPermitted):
        add_membership(
            actor=world.actors["officer"], enterprise=make.make_enterprise("丙"), organisation=world.other, facts={},
            now=now(),
        )  # fmt: skip


def test_dues_are_written_by_the_chamber_alone(world: World) -> None:
    row = make.make_membership(make.make_enterprise("甲"), world.chamber)
    with pytest.raises(NotPermitted):
        edit_membership(actor=world.actors["officer"], membership=row, facts={"dues_state": "paid"}, now=now())
    with pytest.raises(NotPermitted):
        add_membership(
            actor=world.actors["officer"], enterprise=make.make_enterprise("乙"), organisation=world.chamber,
            facts={"dues_until": TODAY}, now=now(),
        )  # fmt: skip
    edit_membership(actor=world.actors["officer"], membership=row, facts={"grade": "council"}, now=now())
    edit_membership(actor=world.actors["secretary"], membership=row, facts={"dues_state": "paid"}, now=now())
    row.refresh_from_db()
    assert (row.grade, row.dues_state) == ("council", "paid")
    trail = AuditRow.objects.filter(action="edit_membership").order_by("number").values_list("detail", flat=True)
    assert [(detail["before"], detail["after"]) for detail in trail] == [
        ({"grade": "member"}, {"grade": "council"}),
        ({"dues_state": "unknown"}, {"dues_state": "paid"}),
    ]


def test_membership_ends_not_before_it_begins_and_keeps_its_firm(world: World) -> None:
    secretary, firm = world.actors["secretary"], make.make_enterprise("甲")
    row = make.make_membership(firm, world.chamber, start=TODAY)
    with pytest.raises(rules.PeriodUpsideDown):
        edit_membership(actor=secretary, membership=row, facts={"end": TODAY - DAY}, now=now())
    edit_membership(actor=secretary, membership=row, facts={"end": TODAY, "enterprise": None}, now=now())
    assert Membership.objects.get(pk=row.pk).enterprise == firm


def test_a_day_begins_at_midnight_in_shanghai(world: World) -> None:
    """At one in the morning it is still yesterday in UTC: who left yesterday may come back."""
    secretary, early = world.actors["secretary"], datetime(2026, 5, 2, 17, 0, tzinfo=UTC)
    period = {"start": date(2025, 1, 1), "end": date(2026, 5, 2)}
    firm = add_enterprise(
        actor=secretary, facts={"name": "甲"}, organisation=world.chamber, membership=period, now=early
    )
    facts = {"start": date(2026, 5, 2)}
    with pytest.raises(rules.AlreadyThere):
        add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts=facts, now=early)
    add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts={}, now=early)


def test_membership_that_would_run_beside_another_is_refused(world: World) -> None:
    """Not only on its first day: one that began earlier and never ended would run beside the present one."""
    secretary, firm, today = world.actors["secretary"], make.make_enterprise(), localdate()
    make.make_membership(firm, world.chamber, start=today)
    for facts in ({"start": today - timedelta(days=900)}, {"start": today + timedelta(days=9)}, {}):
        with pytest.raises(rules.AlreadyThere):
            add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts=facts, now=now())
    before = {"start": today - timedelta(days=900), "end": today - timedelta(days=300)}
    add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts=before, now=now())
