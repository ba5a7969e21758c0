"""May you? By role."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.core.actor import SYSTEM
from shanghui.network import permissions as may
from shanghui.network.models import Appointment, Rearrangement
from shanghui.network.rules import Post, RearrangementKind
from tests.factories import network as make
from tests.factories.world import World

ROLES = ["officer", "general_convener", "convener", "secretary", "other", "contact", "visitor"]


@pytest.mark.parametrize(
    ("what", "who"),
    [
        ("edit_organisation", {"officer", "secretary"}),
        ("move", {"officer"}),
        ("set_host", {"officer", "general_convener", "convener"}),
        ("manage_members", {"officer", "secretary"}),
        ("see_dues", {"secretary"}),
        ("appoint_in_area", {"officer", "general_convener"}),
        ("edit_enterprise", {"officer", "secretary", "contact"}),
        ("see_contacts", {"secretary", "contact"}),
        ("reach_group", {"officer", "general_convener", "convener", "secretary"}),
        ("reach_secretary", {"officer", "general_convener", "convener", "secretary"}),
        ("edit_secretary", {"officer", "secretary"}),
        ("hand_over", {"officer", "secretary"}),
    ],
)
def test_right_belongs_to_these_roles(world: World, what: str, who: set[str]) -> None:
    post = Appointment.objects.get(pk=world.actors["secretary"].appointment_id)
    firm = Appointment.objects.get(pk=world.actors["contact"].appointment_id).enterprise
    assert firm is not None
    asked = {
        "edit_organisation": lambda actor: may.can_edit_organisation(actor, world.chamber),
        "move": lambda actor: may.can_move_organisation(actor, world.chamber),
        "set_host": lambda actor: may.can_set_host(actor, world.north),
        "manage_members": lambda actor: may.can_manage_members(actor, world.chamber),
        "see_dues": lambda actor: may.can_see_dues(actor, world.chamber),
        "appoint_in_area": lambda actor: may.can_appoint(actor, world.north),
        "edit_enterprise": lambda actor: may.can_edit_enterprise(actor, firm),
        "see_contacts": lambda actor: may.can_see_enterprise_contacts(actor, firm),
        "reach_group": lambda actor: may.can_see_group_contacts(actor, world.north),
        "reach_secretary": lambda actor: may.can_see_person_contacts(actor, post.person),
        "edit_secretary": lambda actor: may.can_edit_person(actor, post.person),
        "hand_over": lambda actor: may.can_hand_over(actor, post),
    }[what]
    assert {role for role in ROLES if asked(world.actors[role])} == who


def test_own_people_are_reached_and_edited(world: World) -> None:
    person = make.make_person("叶", entered_by=world.chamber)
    assert may.can_edit_person(world.actors["secretary"], person)
    assert may.can_see_person_contacts(world.actors["secretary"], person)
    assert not may.can_see_person_contacts(world.actors["other"], person)


def test_merged_rows_are_closed(world: World) -> None:
    firm = make.make_enterprise("甲", world.chamber)
    firm.merged_into = make.make_enterprise("乙", world.chamber)
    firm.save()
    assert not may.can_edit_enterprise(world.actors["officer"], firm)
    world.chamber.merged_into = world.other
    assert not may.can_appoint(world.actors["officer"], world.chamber)
    assert not may.can_move_organisation(world.actors["officer"], world.federation)


def test_token_writes_only_with_its_scope(world: World) -> None:
    secretary = world.actors["secretary"]
    assert not may.may_write(replace(secretary, scopes=frozenset({"network:read"})))
    assert may.may_write(replace(secretary, scopes=frozenset({"network:write"})))


def test_merged_chamber_has_no_members_to_keep_and_an_area_never(world: World) -> None:
    officer = world.actors["officer"]
    assert may.can_manage_members(officer, world.other)
    assert not may.can_manage_members(officer, world.north)
    world.other.merged_into = world.chamber
    assert not may.can_manage_members(officer, world.other)
    assert may.can_be_absorbed(world.chamber)
    assert not may.can_be_absorbed(world.federation)


def test_members_are_kept_by_secretaries_and_the_federation(world: World) -> None:
    assert {role for role in ROLES if may.keeps_members(world.actors[role])} == {"officer", "secretary", "other"}
    assert not may.keeps_members(SYSTEM)


def test_post_of_president_lets_nobody_edit_the_president(world: World) -> None:
    """A post in her chamber of yesterday does not; nor does a post there for somebody who is no secretary."""
    person = make.make_person("会长")
    post = make.make_appointment(person, world.chamber, Post.PRESIDENT, end=localdate())
    assert {role for role in ROLES if may.can_edit_person(world.actors[role], person)} == {"officer", "secretary"}
    post.end = localdate() - timedelta(days=1)
    post.save()
    assert {role for role in ROLES if may.can_edit_person(world.actors[role], person)} == {"officer"}


def test_contacts_of_colleagues_are_those_of_her_area_today(world: World) -> None:
    colleague = make.make_person("罗")
    post = make.make_appointment(colleague, world.district, Post.SECRETARY)
    assert {role for role in ROLES if may.can_see_person_contacts(world.actors[role], colleague)} == {
        "officer", "general_convener", "convener", "secretary",
    }  # fmt: skip
    convener = Appointment.objects.get(pk=world.actors["convener"].appointment_id).person
    assert may.can_see_person_contacts(world.actors["secretary"], convener)
    assert not may.can_see_person_contacts(world.actors["contact"], convener)
    world.district.affiliations.update(end=localdate())  # it leaves the area tomorrow
    assert may.can_see_person_contacts(world.actors["secretary"], colleague)
    world.district.affiliations.update(start=localdate() + timedelta(days=1), end=None)
    assert not may.can_see_person_contacts(world.actors["secretary"], colleague)
    world.district.affiliations.update(start=None)
    post.end = localdate() - timedelta(days=1)
    post.save()
    assert not may.can_see_person_contacts(world.actors["secretary"], colleague)


def test_link_to_sign_in_is_given_by_whoever_may_give_all_her_posts(world: World) -> None:
    person = make.make_person("叶", entered_by=world.chamber)
    make.make_appointment(person, world.chamber, Post.SECRETARY)
    assert {role for role in ROLES if may.can_invite_to_sign_in(world.actors[role], person)} == {"officer", "secretary"}
    make.make_appointment(person, world.other, Post.PRESIDENT)  # carries no rights
    assert may.can_invite_to_sign_in(world.actors["secretary"], person)
    elsewhere = make.make_appointment(person, world.other, Post.SECRETARY)
    assert not may.can_invite_to_sign_in(world.actors["secretary"], person)
    elsewhere.end = localdate() - timedelta(days=1)
    elsewhere.save()
    assert may.can_invite_to_sign_in(world.actors["secretary"], person)
    contact = Appointment.objects.get(pk=world.actors["contact"].appointment_id)
    colleague = make.make_person("同事", entered_by=None)
    make.make_appointment(colleague, contact.place, Post.CONTACT)
    assert not may.can_invite_to_sign_in(world.actors["contact"], colleague)


def test_undo_is_for_the_federation_and_for_whoever_did_it_and_still_may(world: World) -> None:
    kept, own = make.make_enterprise("甲", world.chamber), world.users["secretary"].pk
    kept.entered_by = world.chamber
    kept.save()

    def undoers(kind: RearrangementKind, by: int | None) -> set[str]:
        row = Rearrangement(kind=kind, subject_id=kept.pk, by_id=by)
        return {role for role in ROLES if may.can_undo(world.actors[role], row)}

    assert undoers(RearrangementKind.MERGE_ENTERPRISES, own) == {"officer", "secretary"}
    assert undoers(RearrangementKind.MERGE_ENTERPRISES, None) == {"officer"}
    assert undoers(RearrangementKind.MOVE, own) == {"officer"}
