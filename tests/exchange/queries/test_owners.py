"""Whose it is, as far as each reader may know."""

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from shanghui.exchange.queries.owners import owner, owners
from shanghui.network.models import Enterprise, Organisation
from tests.exchange.conftest import FIRM, Market
from tests.factories import exchange as make

ANY = "一家会员企业"
ROLES = ["secretary", "lin", "member", "near", "other", "officer", "convener", "contact", "visitor"]


@pytest.mark.parametrize("role", ROLES)
def test_anonymous_firm_is_told_to_its_own_people_alone(market: Market, role: str) -> None:
    row = make.make_need(market.chamber, market.firm, anonymous=True)
    told = owner(market.actor(role), row)
    assert told.firm == (FIRM if role in {"secretary", "lin", "member"} else ANY)
    assert told.name == told.firm
    assert told.veiled().firm == ANY


@pytest.mark.parametrize("role", ROLES)
def test_firm_that_is_hidden_is_told_to_those_who_see_it(market: Market, role: str) -> None:
    Enterprise.objects.unrestricted("test").filter(pk=market.firm.pk).update(audience="own")
    told = owner(market.actor(role), make.make_need(market.chamber, market.firm))
    assert told.firm == (FIRM if role in {"secretary", "lin", "member"} else ANY)
    assert (told.enterprise is None) is (told.firm == ANY)


def test_hidden_organisation_is_told_to_its_own(market: Market) -> None:
    Organisation.objects.unrestricted("test").filter(pk=market.chamber.pk).update(audience="own")
    row = make.make_need(market.chamber)
    assert owner(market.actor("secretary"), row).name == "紧固件协会"
    assert owner(market.actor("other"), row).name == "一个单位"


def test_broker_knows_whom_she_listed_for_after_the_firm_has_left(market: Market) -> None:
    Enterprise.objects.unrestricted("test").filter(pk=market.firm.pk).update(audience="own")
    market.firm.memberships.all().delete()
    row = make.make_need(market.chamber, market.firm)
    assert owner(market.actor("secretary"), row).firm == FIRM
    assert owner(market.actor("near"), row).firm == ANY


def test_organisation_lists_for_itself(market: Market) -> None:
    told = owner(market.actor("other"), make.make_need(market.chamber))
    assert (told.firm, told.name, told.of_member) == ("", "紧固件协会", False)


def test_many_cost_two_queries(market: Market, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rows = [make.make_need(market.chamber, market.firm, anonymous=bool(at % 2)) for at in range(5)]
    with django_assert_num_queries(2), override("zh-hans"):
        told = owners(market.actor("other"), rows)
    assert [told[row.pk].firm for row in rows] == [FIRM, ANY, FIRM, ANY, FIRM]
    with django_assert_num_queries(0):
        assert owners(market.actor("other"), []) == {}


def test_hidden_firms_cost_one_query_more(market: Market, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    market.firm.audience = "own"
    market.firm.save()
    rows = [make.make_need(market.chamber, market.firm) for _ in range(3)]
    with django_assert_num_queries(3), override("zh-hans"):
        assert {one.firm for one in owners(market.actor("other"), rows).values()} == {ANY}
