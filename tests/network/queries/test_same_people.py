"""Which stored person a row surely means; namesakes are left to a person."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.network.queries.same_people import KnownPeople, Said, digits, enterprise_ids
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World

NAME = "叶清和"


def find(world: World, role: str = "secretary", **said: object) -> object:
    return KnownPeople(world.actors[role], [NAME]).find(Said(NAME, **said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phone", "plain"),
    [
        ("138 0000-0001", "13800000001"),
        ("+86 13800000001", "13800000001"),
        ("１３８０００００００１", "13800000001"),
        ("无", ""),
    ],
)
def test_phones_are_compared_by_their_last_digits(phone: str, plain: str) -> None:
    assert digits(phone) == plain


def test_person_is_found_by_phone_or_place(world: World) -> None:
    person = make.make_person(NAME, phone="138 0000 0001", entered_by=world.chamber)
    make.make_appointment(person, world.chamber, Post.STAFF)
    firm = make.make_enterprise("甲", world.chamber)
    make.make_appointment(person, firm, Post.CONTACT)
    here = ("organisation", world.chamber.pk)
    assert find(world, phone="+8613800000001") == person
    assert find(world, place=here) == person
    assert find(world, place=("enterprise", firm.pk)) == person
    assert find(world, place=here, phone="13900000000") is None  # another number: perhaps another person
    assert find(world, place=("organisation", world.other.pk)) is None
    assert find(world) is None


def test_person_is_found_by_her_own_number_with_her_name(world: World) -> None:
    person, other = make.make_person(NAME, entered_by=world.chamber), make.make_person("别人", entered_by=world.chamber)
    assert find(world, stored_id=f"P{person.pk}") == person
    assert find(world, stored_id=f"P{other.pk}") is None
    assert find(world, stored_id=str(person.pk)) is None


def test_namesakes_are_nobody_until_told_apart(world: World) -> None:
    one, two = (make.make_person(NAME, phone="13800000001", entered_by=world.chamber) for _ in range(2))
    known = KnownPeople(world.actors["secretary"], [NAME])
    assert known.find(Said(NAME, "13800000001")) is None
    assert set(known.namesakes(Said(NAME))) == {one, two}
    assert known.namesakes(Said("别人")) == []
    make.make_appointment(two, world.chamber, Post.STAFF)
    assert find(world, phone="13800000001", place=("organisation", world.chamber.pk)) is None


def test_person_whom_she_does_not_see_is_not_found(world: World) -> None:
    make.make_person(NAME, phone="13800000001", entered_by=world.other)
    assert find(world, phone="13800000001") is None
    assert find(world, "other", phone="13800000001") is not None


@pytest.mark.parametrize("number", [1, 3])
def test_people_are_read_in_two_queries(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_appointment(make.make_person(NAME), world.chamber, Post.STAFF)
    with django_assert_num_queries(2):
        known = KnownPeople(world.actors["secretary"], [NAME])
        known.find(Said(NAME, place=("organisation", world.chamber.pk)))
    assert len(known.by_id) == number


def test_firm_is_known_by_a_name_that_only_one_bears(world: World) -> None:
    firm = make.make_enterprise("甲厂", world.chamber)
    make.make_enterprise("乙厂", world.chamber)
    make.make_enterprise("乙厂", world.other)
    make.make_enterprise("隐厂", world.other, audience="own")
    make.make_enterprise("旧厂", world.chamber, merged_into=firm)
    found = enterprise_ids(world.actors["secretary"], ["甲厂", "乙厂", "隐厂", "旧厂"])
    assert found == {"甲厂": firm.pk, "乙厂": None}
