"""Two become one: everything attached turns to the kept one, and back."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotPermitted
from shanghui.network import rules
from shanghui.network.actions.merging import merge_enterprises, merge_organisations, relations
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Affiliation, Appointment, Enterprise, Membership, Organisation, Person
from shanghui.network.rules import OrganisationKind, Post
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def test_merge_of_enterprises_turns_everything_and_back(world: World) -> None:
    kept = make.make_enterprise("上海砺锋有限公司", world.chamber)
    absorbed = make.make_enterprise("上海砺锋厂", world.chamber, world.district, phone="021", short_name="砺锋")
    make.make_appointment(make.make_person("程"), absorbed, Post.CONTACT)
    before = list(Membership.objects.order_by("pk").values())
    secretary = world.actors["secretary"]
    done = merge_enterprises(actor=secretary, kept=kept, absorbed=absorbed, now=now())
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    assert (absorbed.merged_into_id, kept.former_names, kept.phone) == (kept.pk, "上海砺锋厂", "021")
    assert "砺锋厂" in kept.search_names
    today = Membership.objects.on(TODAY)
    assert set(today.filter(enterprise=kept).values_list("organisation", flat=True)) == {
        world.chamber.pk,
        world.district.pk,
    }
    assert not today.filter(enterprise=absorbed).exists()
    assert kept.appointments.count() == 1
    with pytest.raises(rules.AlreadyMerged):
        merge_enterprises(actor=secretary, kept=kept, absorbed=absorbed, now=now())
    undo_rearrangement(actor=secretary, rearrangement=done, now=now())
    kept.refresh_from_db()
    assert list(Membership.objects.order_by("pk").values()) == before
    assert absorbed.appointments.count() == 1
    assert (kept.former_names, kept.phone, kept.version) == ("", "", 1)


def test_double_membership_ends_the_day_before_and_a_past_one_turns(world: World) -> None:
    """Of two open memberships in one chamber one stays with the absorbed firm, as history that ended."""
    kept = make.make_enterprise("甲", world.chamber)
    absorbed = make.make_enterprise("乙")
    past = make.make_membership(absorbed, world.chamber, start=date(2010, 1, 1), end=date(2015, 12, 31))
    double = make.make_membership(absorbed, world.chamber, start=date(2020, 1, 1), grade="council")
    merge_enterprises(actor=world.actors["secretary"], kept=kept, absorbed=absorbed, now=now())
    past.refresh_from_db()
    double.refresh_from_db()
    assert (past.enterprise, past.end) == (kept, date(2015, 12, 31))
    assert (double.enterprise, double.end, double.grade) == (absorbed, TODAY - DAY, "council")


def test_double_membership_that_begins_today_ends_today(world: World) -> None:
    kept, absorbed = make.make_enterprise("甲", world.chamber), make.make_enterprise("乙")
    double = make.make_membership(absorbed, world.chamber, start=TODAY)
    done = merge_enterprises(actor=world.actors["secretary"], kept=kept, absorbed=absorbed, now=now())
    double.refresh_from_db()
    assert (double.start, double.end) == (TODAY, TODAY)
    undo_rearrangement(actor=world.actors["secretary"], rearrangement=done, now=now())
    double.refresh_from_db()
    assert (double.enterprise, double.end) == (absorbed, None)


def test_many_rows_with_doubles_among_them_are_all_turned(world: World) -> None:
    """The rows that may not stand twice are found by halves; the others turn together."""
    chambers = [make.make_organisation(area=world.north) for _ in range(5)]
    kept = make.make_enterprise("甲", world.chamber, chambers[1], chambers[3])
    absorbed = make.make_enterprise("乙", world.chamber, *chambers)
    merge_enterprises(actor=world.actors["officer"], kept=kept, absorbed=absorbed, now=now())
    today = Membership.objects.on(TODAY)
    assert set(today.filter(enterprise=kept).values_list("organisation", flat=True)) == {
        world.chamber.pk, *(chamber.pk for chamber in chambers)
    }  # fmt: skip
    assert absorbed.memberships.filter(end=TODAY - DAY).count() == 3


def test_merge_needs_two_and_rights_over_both(world: World) -> None:
    own, foreign = make.make_enterprise("甲", world.chamber), make.make_enterprise("乙", world.other)
    secretary = world.actors["secretary"]
    with pytest.raises(rules.MergeWithItself):
        merge_enterprises(actor=secretary, kept=own, absorbed=own, now=now())
    for kept, absorbed in ((own, foreign), (foreign, own)):
        with pytest.raises(NotPermitted):
            merge_enterprises(actor=secretary, kept=kept, absorbed=absorbed, now=now())
    firm = Enterprise.objects.unrestricted("test").get(pk=world.actors["contact"].enterprise_id)
    with pytest.raises(NotPermitted):
        merge_enterprises(actor=world.actors["contact"], kept=firm, absorbed=own, now=now())


def test_what_both_know_stays_as_the_kept_one_says(world: World) -> None:
    kept = make.make_enterprise("甲", world.chamber, phone="1", staff=0, former_names="丙；丁", audience="own")
    absorbed = make.make_enterprise("丁", world.chamber, phone="2", staff=9, email="a@b.cn", audience="public")
    merge_enterprises(actor=world.actors["secretary"], kept=kept, absorbed=absorbed, now=now())
    kept.refresh_from_db()
    assert (kept.phone, kept.staff, kept.email, kept.former_names) == ("1", 0, "a@b.cn", "丙；丁")
    assert (kept.audience, kept.version) == ("own", 2)
    trail = AuditRow.objects.get(action="merge_enterprises")
    assert (trail.subject_id, trail.detail["absorbed"]) == (kept.pk, absorbed.pk)


def test_firms_of_one_name_are_no_former_names_of_each_other(world: World) -> None:
    kept, absorbed = make.make_enterprise("甲", world.chamber), make.make_enterprise("甲", world.chamber)
    merge_enterprises(actor=world.actors["secretary"], kept=kept, absorbed=absorbed, now=now())
    kept.refresh_from_db()
    assert kept.former_names == ""


def test_merge_of_organisations_takes_members_posts_and_units_along(world: World) -> None:
    firm = make.make_enterprise("甲", world.other)
    both = make.make_enterprise("乙", world.other, world.chamber)
    below = make.make_organisation("分会")
    make.affiliate(below, world.other, "trade")
    person = make.make_person("叶", entered_by=world.other)
    officer = world.actors["officer"]
    done = merge_organisations(actor=officer, kept=world.chamber, absorbed=world.other, now=now())
    today = Membership.objects.on(TODAY)
    assert today.filter(enterprise=firm, organisation=world.chamber).exists()
    assert today.filter(enterprise=both).count() == 1
    assert Appointment.objects.filter(organisation=world.chamber).count() == 2
    assert Affiliation.objects.get(child=below).parent == world.chamber
    assert Person.objects.unrestricted("test").get(pk=person.pk).entered_by == world.chamber
    undo_rearrangement(actor=officer, rearrangement=done, now=now())
    assert Membership.objects.on(TODAY).filter(organisation=world.other).count() == 2
    assert Affiliation.objects.get(child=below).parent == world.other


def test_chamber_merged_with_the_one_above_it_does_not_stand_under_itself(world: World) -> None:
    make.affiliate(world.chamber, world.other, "trade")
    merge_organisations(actor=world.actors["officer"], kept=world.chamber, absorbed=world.other, now=now())
    row = Affiliation.objects.get(child=world.chamber, order="trade")
    assert (row.parent, row.end) == (world.other, TODAY - DAY)


def test_organisations_are_merged_by_the_federation_alone(world: World) -> None:
    for role in ("secretary", "convener", "general_convener", "contact", "visitor"):
        with pytest.raises(NotPermitted):
            merge_organisations(actor=world.actors[role], kept=world.chamber, absorbed=world.other, now=now())


def test_federation_is_merged_into_nothing(world: World) -> None:
    """It runs the installation: its officers would lose their rights with it."""
    with pytest.raises(NotPermitted):
        merge_organisations(actor=world.actors["officer"], kept=world.chamber, absorbed=world.federation, now=now())
    assert Organisation.objects.unrestricted("test").active().filter(kind=OrganisationKind.FEDERATION).exists()


def test_every_table_that_points_at_a_firm_is_turned() -> None:
    tables = {(model._meta.label_lower, column) for model, column in relations(Enterprise)}
    assert tables == {
        ("network.membership", "enterprise_id"),
        ("network.appointment", "enterprise_id"),
        ("exchange.listing", "enterprise_id"),
        ("exchange.introduction", "asking_enterprise_id"),
        ("exchange.introduction", "asked_enterprise_id"),
        ("exchange.agreementparty", "enterprise_id"),
        ("exchange.savedsearch", "enterprise_id"),
        ("activities.registration", "enterprise_id"),
    }
    hidden = {(model._meta.label_lower, column) for model, column in relations(Organisation)}
    assert {("network.enterprise", "entered_by_id"), ("network.hostterm", "unit_id")} <= hidden
    assert not any(column == "merged_into_id" for _, column in hidden)
