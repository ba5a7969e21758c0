"""Rows written many at once, and what turns them back."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.network.actions.importing import save_many, set_facts, turn_back
from shanghui.network.models import Enterprise
from tests.factories import network as make


def test_facts_are_set_and_told_as_before_and_after() -> None:
    row = Enterprise(name="甲", staff=8, founded_on=date(2000, 1, 1), introduction="第一行\n第二行  三")
    facts = {
        "name": "乙", "staff": 8, "founded_on": date(2001, 1, 1), "region_id": 4,
        "introduction": "第一行 第二行 三",  # a cell loses line breaks: no news
    }  # fmt: skip
    assert set_facts(row, facts) == {
        "name": ["甲", "乙"], "founded_on": ["2000-01-01", "2001-01-01"], "region_id": [None, 4],
    }  # fmt: skip
    assert row.introduction == "第一行\n第二行  三"


def test_values_turn_back_to_their_own_type() -> None:
    row = Enterprise(name="乙", founded_on=date(2001, 1, 1), capital=Decimal("5.00"), region_id=4)
    changes = {
        "name": ["甲", "乙"], "founded_on": ["2000-01-01", "2001-01-01"], "capital": ["3.50", "5.00"],
        "region_id": [None, 4],
    }  # fmt: skip
    assert turn_back(row, changes)
    assert (row.name, row.founded_on, row.capital, row.region_id) == ("甲", date(2000, 1, 1), Decimal("3.50"), None)


def test_nothing_turns_back_when_one_value_moved_on() -> None:
    row = Enterprise(name="乙", phone="别的")
    assert not turn_back(row, {"name": ["甲", "乙"], "phone": ["", "021"]})
    assert (row.name, row.phone) == ("乙", "别的")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_many_rows_are_saved_in_one_statement(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rows = [make.make_enterprise() for _ in range(number)]
    created = [row.created_at for row in rows]
    for row in rows:
        row.phone = "021"
    with django_assert_num_queries(1):
        save_many(Enterprise, rows)
    stored = list(Enterprise.objects.unrestricted("test").order_by("pk"))
    assert [row.phone for row in stored] == ["021"] * number
    assert [row.created_at for row in stored] == created


@pytest.mark.django_db
def test_no_rows_cost_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        save_many(Enterprise, [])
