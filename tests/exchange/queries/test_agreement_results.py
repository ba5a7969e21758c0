"""What came of an agreement: counted by kind, never together; amounts for those who may see them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate, now
from pytest_django import DjangoAssertNumQueries

from shanghui.exchange.models import Agreement, Introduction, Outcome
from shanghui.exchange.queries.agreement_results import Results, results
from shanghui.exchange.rules import AgreementState, IntroductionState, OutcomeKind
from shanghui.network.models import Organisation
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


@pytest.fixture
def agreement(world: World) -> Agreement:
    return exchange.make_agreement(world.chamber, world.chamber, world.other)


def introduced(one: Organisation, other: Organisation, **facts: object) -> Introduction:
    need = exchange.make_need(one, make.make_enterprise("", one))
    offer = exchange.make_offer(other, make.make_enterprise("", other))
    given = {"state": IntroductionState.MET, "released_at": now()} | facts
    return exchange.make_introduction(need, offer, **given)


def came(introduction: Introduction, kind: OutcomeKind, amount: int | None = None, days: int = 0) -> Outcome:
    on = TODAY + days * DAY
    return Outcome.objects.create(introduction=introduction, kind=kind, on=on, amount=amount, at=now())


def counts(found: Results) -> list[int]:
    return [tally.count for tally in found.tallies]


def test_introductions_between_two_parties_either_way(world: World, agreement: Agreement) -> None:
    there, back = introduced(world.chamber, world.other), introduced(world.other, world.chamber)
    introduced(world.chamber, world.chamber)
    introduced(world.chamber, world.district)
    introduced(world.chamber, world.other, released_at=None, state=IntroductionState.ASKED)
    introduced(world.chamber, world.other, released_at=now() - 400 * DAY)
    introduced(world.chamber, world.other, same_deal=there)
    found = results(world.actors["secretary"], agreement)
    assert found.introductions == 2
    assert {there, back} <= set(found.shown)
    assert results(world.actors["secretary"], agreement, limit=1).introductions == 2


def test_firm_as_a_party_counts_its_own_introductions(world: World) -> None:
    introduction = introduced(world.chamber, world.other)
    introduced(world.chamber, world.other)
    firm = introduction.asking_enterprise
    assert firm is not None
    agreement = exchange.make_agreement(world.other, world.other, firm)
    assert results(world.actors["other"], agreement).introductions == 1


def test_outcomes_are_counted_by_kind_within_the_term_and_once_a_deal(world: World, agreement: Agreement) -> None:
    first, second = introduced(world.chamber, world.other), introduced(world.other, world.chamber)
    came(first, OutcomeKind.INTENT)
    came(second, OutcomeKind.INTENT)
    came(first, OutcomeKind.LANDED)
    came(second, OutcomeKind.SIGNED, days=-400)
    again = introduced(world.chamber, world.other, same_deal=first)
    came(again, OutcomeKind.INTENT)
    assert counts(results(world.actors["secretary"], agreement)) == [2, 0, 1]
    agreement.ended_on = TODAY - DAY
    assert counts(results(world.actors["secretary"], agreement)) == [0, 0, 0]


def test_amounts_are_of_one_kind_and_only_those_that_she_may_see(world: World) -> None:
    """The district is a party, but no broker of the introduction between the two others."""
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, world.district)
    came(introduced(world.chamber, world.other), OutcomeKind.SIGNED, 100)
    came(introduced(world.district, world.chamber), OutcomeKind.SIGNED, 7)
    district = make.make_secretary(world.district)[1]
    _, signed, _ = results(district, agreement).tallies
    assert (signed.count, signed.amount, signed.hidden) == (2, Decimal(7), 1)
    intent, signed, _ = results(world.actors["secretary"], agreement).tallies
    assert (signed.amount, signed.hidden, intent.amount) == (Decimal(107), 0, None)


def test_draft_has_no_results(world: World) -> None:
    draft = exchange.make_agreement(world.chamber, world.chamber, world.other, state=AgreementState.DRAFTED)
    introduced(world.chamber, world.other)
    assert results(world.actors["secretary"], draft).empty


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(
    world: World, agreement: Agreement, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        came(introduced(world.chamber, world.other), OutcomeKind.INTENT, 5)
    with django_assert_num_queries(4):
        found = results(world.actors["secretary"], agreement)
    assert (found.introductions, counts(found)) == (number, [number, 0, 0])
