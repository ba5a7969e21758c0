"""From a sign-in to an actor: her posts of the day, the widest first, and what each lets her see."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from pytest_django import DjangoAssertNumQueries

from shanghui.accounts.actions import create_token
from shanghui.core.actor import Role
from shanghui.network.models import Appointment
from shanghui.network.queries.actors import Choice, actor_in, actor_of_token, choices, posts_of
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def own_post(world: World, role: str) -> Appointment:
    return Appointment.objects.get(pk=world.actors[role].appointment_id)


def test_posts_are_the_widest_first_and_only_those_with_rights(world: World) -> None:
    user, person = world.users["secretary"], own_post(world, "secretary").person
    make.make_appointment(person, world.chamber, Post.PRESIDENT)
    contact = make.make_appointment(person, make.make_enterprise(), Post.GENERAL_MANAGER)
    officer = make.make_appointment(person, world.federation, Post.FEDERATION_OFFICER)
    assert [post.pk for post in posts_of(user, TODAY)] == [
        officer.pk,
        world.actors["secretary"].appointment_id,
        contact.pk,
    ]


def test_post_holds_from_its_first_to_its_last_day(world: World) -> None:
    post = own_post(world, "secretary")
    Appointment.objects.filter(pk=post.pk).update(start=TODAY, end=TODAY + DAY)
    held = [bool(posts_of(world.users["secretary"], TODAY + days * DAY)) for days in (-1, 0, 1, 2)]
    assert held == [False, True, True, False]


def test_post_in_a_merged_place_carries_no_rights(world: World) -> None:
    world.chamber.merged_into = world.other
    world.chamber.save()
    assert posts_of(world.users["secretary"], TODAY) == []
    firm = own_post(world, "contact").enterprise
    assert firm is not None
    firm.merged_into = make.make_enterprise()
    firm.save()
    assert posts_of(world.users["contact"], TODAY) == []


@pytest.mark.parametrize("number", [1, 3])
def test_posts_cost_one_query(world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person = own_post(world, "secretary").person
    for _ in range(number - 1):
        make.make_appointment(person, make.make_organisation(), Post.SECRETARY)
    with django_assert_num_queries(1):
        assert len(choices(posts_of(world.users["secretary"], TODAY), None)) == number


@pytest.mark.parametrize(
    ("role", "areas"),
    [
        ("secretary", {"north"}),
        ("other", {"south"}),
        ("convener", {"north"}),
        ("officer", {"north", "south"}),
        ("contact", {"north"}),
    ],
)
def test_areas_follow_from_the_post(world: World, role: str, areas: set[str]) -> None:
    actor = world.actors[role]
    assert actor.area_ids == {getattr(world, area).pk for area in areas}
    assert actor.in_federation


def test_areas_are_those_of_the_day(world: World) -> None:
    world.chamber.affiliations.update(end=TODAY)
    make.affiliate(world.chamber, world.south, start=TODAY + DAY)
    post = own_post(world, "secretary")
    days = {day: actor_in(world.users["secretary"], post, TODAY + day * DAY).area_ids for day in (0, 1)}
    assert days == {0: {world.north.pk}, 1: {world.south.pk}}


def test_actor_without_a_post_is_a_visitor_by_her_name(world: World) -> None:
    user = world.users["secretary"]
    actor = actor_in(user, None, TODAY)
    assert (actor.role, actor.name, actor.in_federation) == (Role.VISITOR, "沈知微", False)
    assert actor.person_id == world.actors["secretary"].person_id
    stranger = make.make_user("fremd")
    assert (actor_in(stranger, None, TODAY).name, actor_in(stranger, None, TODAY).person_id) == (str(stranger), None)


def test_actor_says_for_whom_she_acts(world: World) -> None:
    assert world.actors["secretary"].acting_for == "紧固件协会·秘书长"
    assert world.actors["contact"].acting_for == "上海岚远有限公司·企业联系人"
    assert world.actors["contact"].organisation_ids == frozenset()


def test_token_acts_in_its_own_post_while_that_holds(world: World) -> None:
    user, post = world.users["secretary"], own_post(world, "secretary")
    make.make_appointment(post.person, world.federation, Post.FEDERATION_OFFICER)
    made = create_token(
        actor=world.actors["secretary"], user=user, name="表格", scopes=["network:read"], days=3, now=now()
    )
    actor = actor_of_token(made.token)
    assert (actor.role, actor.scopes) == (Role.SECRETARY, frozenset({"network:read"}))
    Appointment.objects.filter(pk=post.pk).update(end=TODAY - DAY)
    assert actor_of_token(made.token).role is Role.VISITOR


def test_switch_shows_title_and_face(world: World) -> None:
    post = own_post(world, "secretary")
    post.title = "秘书长（兼）"
    assert choices([post], post.pk) == [Choice(post.pk, "紧固件协会", "秘书长（兼）", True)]
    assert choices([own_post(world, "officer")], post.pk)[0].current is False
    assert [Choice(1, name, "", False).face for name in ("上海市安徽商会", "市工商联", "上海市")] == ["安", "市", "商"]
