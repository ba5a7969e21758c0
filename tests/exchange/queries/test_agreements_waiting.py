"""What of her agreements waits: to the day, overdue marked, each for whom it is."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.exchange.queries.agreements_waiting import Due, agreements_waiting
from shanghui.exchange.rules import AgreementEnding, AgreementState
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def waiting(world: World, role: str) -> list[tuple[Due, int, bool]]:
    found = agreements_waiting(world.actors[role], TODAY)
    return [(one.due, (one.on - TODAY).days, one.overdue) for one in found]


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (14, False)])
def test_review_waits_for_the_keeper_from_fourteen_days_before(world: World, days: int, late: bool) -> None:
    exchange.make_agreement(world.chamber, world.chamber, world.other, review_on=TODAY + days * DAY)
    exchange.make_agreement(world.chamber, world.chamber, world.other, review_on=TODAY + 15 * DAY)
    assert waiting(world, "secretary") == [(Due.REVIEW, days, late)]
    assert waiting(world, "other") == []


def test_end_waits_for_the_keeper_from_thirty_days_before(world: World) -> None:
    for days in (0, 30, 31):
        exchange.make_agreement(world.chamber, world.chamber, world.other, end=TODAY + days * DAY)
    assert waiting(world, "secretary") == [(Due.ENDING, 0, False), (Due.ENDING, 30, False)]
    assert waiting(world, "other") == []


def test_commitment_waits_for_who_owes_it_and_for_the_keeper(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    exchange.make_commitment(agreement, 1, TODAY + 14 * DAY)
    exchange.make_commitment(agreement, 0, TODAY - DAY)
    exchange.make_commitment(agreement, 1, TODAY + 15 * DAY)
    assert waiting(world, "secretary") == [(Due.COMMITMENT, -1, True), (Due.OWED, 14, False)]
    assert waiting(world, "other") == [(Due.COMMITMENT, 14, False)]
    assert waiting(world, "officer") == waiting(world, "contact") == waiting(world, "visitor") == []


def test_firm_sees_what_it_owes(world: World) -> None:
    firm = make.Enterprise.objects.unrestricted("test").get(pk=world.actors["contact"].enterprise_id)
    agreement = exchange.make_agreement(world.other, world.other, firm)
    exchange.make_commitment(agreement, 0, TODAY)
    exchange.make_commitment(agreement, 1, TODAY)
    assert waiting(world, "contact") == waiting(world, "secretary") == [(Due.COMMITMENT, 0, False)]


def test_what_was_not_answered_when_the_agreement_expired_still_waits(world: World) -> None:
    facts = {"state": AgreementState.ENDED, "ended_on": TODAY - DAY}
    for ending in AgreementEnding:
        ended = exchange.make_agreement(world.chamber, world.chamber, world.other, ending=ending, **facts)
        exchange.make_commitment(ended, 0, TODAY - DAY, text=ending)
    draft = exchange.make_agreement(world.chamber, world.chamber, world.other, state=AgreementState.DRAFTED)
    old = exchange.make_commitment(draft, 0, TODAY)
    found = {one.text for one in agreements_waiting(world.actors["secretary"], TODAY)}
    assert found == {AgreementEnding.EXPIRED, AgreementEnding.RENEWED}
    running = exchange.make_agreement(world.chamber, world.chamber, world.other)
    carried = exchange.make_commitment(running, 0, TODAY, text="转走的")
    exchange.make_commitment(running, 0, TODAY + 20 * DAY, follows=carried)
    assert "转走的" not in {one.text for one in agreements_waiting(world.actors["secretary"], TODAY)}
    assert old.state == "open"


@pytest.mark.parametrize("number", [1, 3])
def test_three_queries_however_much_waits(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, review_on=TODAY)
        exchange.make_commitment(agreement, 0, TODAY)
    with django_assert_num_queries(3):
        found = agreements_waiting(world.actors["secretary"], TODAY)
    assert len(found) == 2 * number
    assert {one.url.partition("#")[0].count("/exchange/agreements/") for one in found} == {1}
