"""May you? By role."""

from dataclasses import replace

import pytest

from shanghui.network import permissions as may
from shanghui.network.models import Appointment
from tests.factories import network as make
from tests.network.conftest import World

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
