"""Who may do what with a listing."""

from dataclasses import replace

import pytest

from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.exchange import permissions
from shanghui.exchange.rules import ListingState
from tests.exchange.conftest import Market
from tests.factories import exchange as make
from tests.factories import network

LISTS = {"secretary", "lin", "near", "other", "officer", "contact", "member"}


def who(market: Market, may: "object") -> set[str]:
    return {role for role, actor in market.world.actors.items() if may(actor)}  # type: ignore[operator]


def scoped(actor: Actor, *scopes: str) -> Actor:
    return replace(actor, scopes=frozenset(scopes))


def test_secretaries_officers_and_firms_list(market: Market) -> None:
    assert who(market, permissions.can_add_listing) == LISTS


def test_she_lists_for_her_own_organisation_and_its_members(market: Market) -> None:
    firm, chamber = market.firm, market.chamber
    stranger = network.make_enterprise("外厂", market.neighbour)
    assert who(market, lambda actor: permissions.can_list_for(actor, firm, chamber)) == {"secretary", "lin", "member"}
    assert who(market, lambda actor: permissions.can_list_for(actor, None, chamber)) == {"secretary", "lin"}
    assert who(market, lambda actor: permissions.can_list_for(actor, stranger, chamber)) == set()


def test_firm_lists_through_an_organisation_that_it_belongs_to(market: Market) -> None:
    member = market.actor("member")
    assert not permissions.can_list_for(member, market.firm, market.neighbour)
    network.make_membership(market.firm, market.neighbour)
    assert permissions.can_list_for(member, market.firm, market.neighbour)
    market.firm.merged_into = network.make_enterprise("并入", market.chamber)
    assert not permissions.can_list_for(member, market.firm, market.chamber)


def test_own_people_edit(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm)
    assert who(market, lambda actor: permissions.can_edit_listing(actor, row)) == {"secretary", "lin", "member"}
    assert who(market, lambda actor: permissions.owns_listing(actor, row)) == {"secretary", "lin", "member"}


@pytest.mark.parametrize(
    ("audience", "checkers"),
    [(Audience.OWN, {"secretary", "lin"}), (Audience.AREA, {"secretary", "lin", "near"}),
     (Audience.FEDERATION, {"secretary", "lin", "near"})],
)  # fmt: skip
def test_second_eyes_are_a_colleagues_or_a_neighbours(market: Market, audience: Audience, checkers: set[str]) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState.SUBMITTED, audience=audience)
    assert who(market, lambda actor: permissions.can_check_listing(actor, row)) == checkers


def test_anonymous_firm_is_known_to_its_own_people(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, anonymous=True)
    assert who(market, lambda actor: permissions.sees_enterprise(actor, row)) == {"secretary", "lin", "member"}
    row.anonymous = False
    assert who(market, lambda actor: permissions.sees_enterprise(actor, row)) == set(market.world.actors)


def test_token_needs_its_scope(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState.SUBMITTED)
    reading = scoped(market.actor("secretary"), "exchange:read", "network:write")
    writing = scoped(market.actor("secretary"), "exchange:write")
    for may in (permissions.can_edit_listing, permissions.can_check_listing):
        assert (may(reading, row), may(writing, row)) == (False, True)
    assert not permissions.can_list_for(reading, market.firm, market.chamber)


def test_officer_of_the_federation_is_no_broker_of_a_chamber(market: Market) -> None:
    officer = market.actor("officer")
    assert permissions.brokers(officer, market.world.federation.pk)
    assert not permissions.brokers(officer, market.chamber.pk)
