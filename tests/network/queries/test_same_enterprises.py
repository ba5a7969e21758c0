"""Which stored firm a row surely means; whatever only looks alike is left to a person."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.core.actor import SYSTEM
from shanghui.network.queries.same_enterprises import (
    Facts,
    exact_matches,
    identity_key,
    is_code,
    is_surely_same,
    stored_ids,
    stored_like,
    tidy_code,
)
from tests.factories import network as make
from tests.factories.world import World

NAME, ADDRESS = "上海砺锋标准件有限公司", "墨玉路28号"
CODE = "91310000775785552L"


def match(*wanted: Facts, only_equal: frozenset[int] = frozenset()) -> list[int | None]:
    return exact_matches(SYSTEM, wanted, only_equal=only_equal)


def test_key_is_equal_for_what_says_the_same() -> None:
    assert identity_key(Facts("上海（砺锋）厂", CODE, ADDRESS)) == identity_key(
        Facts("上海(礪鋒)厂 ", CODE, "墨玉路 28号")
    )
    assert len({identity_key(facts) for facts in (Facts(NAME), Facts(NAME, CODE), Facts(NAME, "", ADDRESS))}) == 3


def test_code_is_tidied_and_only_a_whole_one_tells_firms_apart() -> None:
    assert tidy_code(" 9131 0000-775785552l ") == CODE
    assert tidy_code("") == ""
    assert [is_code(text) for text in (CODE, CODE[:-1] + "A", "9131", "", "无")] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Facts(NAME, CODE), Facts(NAME, CODE, ADDRESS), True),
        (Facts(NAME, CODE), Facts(NAME, "91310114MA1GT0AB12"), False),
        (Facts(NAME, "", "甲路1号"), Facts(NAME, "", "乙路2号"), True),  # a registered name stands once
        (Facts("砺锋", "", "甲路1号"), Facts("砺锋", "", "乙路2号"), False),
        (Facts("砺锋", "", "甲路 1号"), Facts("砺锋", "", "甲路1号"), True),
        (Facts("砺锋"), Facts("砺锋", "", "乙路2号"), True),
    ],
)
def test_equal_names_are_surely_one_firm_when_nothing_speaks_against_it(one: Facts, other: Facts, same: bool) -> None:
    assert is_surely_same(one, other) is same
    assert is_surely_same(other, one) is same


@pytest.mark.django_db
def test_firm_is_matched_by_all_facts_by_code_or_by_its_only_name() -> None:
    firm = make.make_enterprise(NAME, credit_code=CODE, address=ADDRESS)
    assert match(Facts(NAME, CODE, ADDRESS), Facts(NAME, CODE), Facts(NAME)) == [firm.pk] * 3
    assert match(Facts(NAME, "91310114MA1GT0AB12"), Facts("上海博岩厂", CODE), Facts("上海沪鸣厂")) == [None] * 3


@pytest.mark.django_db
def test_namesakes_are_told_apart_by_code_alone() -> None:
    first, second = make.make_enterprise(NAME, credit_code=CODE), make.make_enterprise(NAME, address="别处")
    assert match(Facts(NAME, CODE, "新址")) == [first.pk]
    assert match(Facts(NAME), Facts(NAME, "", "别处")) == [None, second.pk]
    twin = make.make_enterprise(NAME, address="别处")
    assert twin.pk > second.pk
    assert match(Facts(NAME, "", "别处")) == [second.pk]


@pytest.mark.django_db
def test_row_called_new_means_only_its_equal() -> None:
    firm = make.make_enterprise(NAME)
    assert match(Facts(NAME, "", ADDRESS), Facts(NAME), only_equal=frozenset({0, 1})) == [None, firm.pk]


def test_hidden_and_merged_firms_are_never_meant(world: World) -> None:
    make.make_enterprise(NAME, world.other, audience="own", credit_code=CODE)
    make.make_enterprise(NAME, world.chamber, merged_into=make.make_enterprise("别的"))
    assert exact_matches(world.actors["secretary"], [Facts(NAME, CODE), Facts(NAME)]) == [None, None]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_stored_firms_are_read_in_two_queries_and_each_once(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    firms = [make.make_enterprise(f"上海第{place}砺锋有限公司", credit_code=f"A{place}") for place in range(number)]
    wanted = [Facts(firm.name, firm.credit_code) for firm in firms]
    with django_assert_num_queries(2):
        assert [stored.pk for stored in stored_like(SYSTEM, wanted)] == [firm.pk for firm in firms]
    with django_assert_num_queries(1):
        assert list(stored_like(SYSTEM, [Facts("没有这家")])) == []


def test_own_number_is_believed_only_with_name_or_code(world: World) -> None:
    firm, hidden = (
        make.make_enterprise(NAME, world.chamber, credit_code=CODE),
        make.make_enterprise("隐", world.other, audience="own"),
    )
    nameless = make.make_enterprise("无码厂", world.chamber)
    said = [
        (2, f"E{firm.pk}", Facts(NAME)),
        (3, f"E{firm.pk}", Facts("改了名", CODE)),
        (4, f"E{firm.pk}", Facts("改了名")),
        (5, f"E{hidden.pk}", Facts("隐")),
        (6, f"E{nameless.pk}", Facts("改了名")),
        (7, f"{firm.pk}", Facts(NAME)),
        (8, "E" + "9" * 19, Facts(NAME)),
        (9, "", Facts(NAME)),
    ]
    assert stored_ids(world.actors["secretary"], said) == {2: firm.pk, 3: firm.pk}
