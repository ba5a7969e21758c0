"""The list: filters, names as far as they may be named, what is due."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.models import Agreement
from shanghui.exchange.queries import agreements as queries
from shanghui.exchange.rules import AgreementState, CommitmentState
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def found(world: World, role: str, **query: str) -> list[Agreement]:
    actor = world.actors[role]
    return list(queries.agreements(actor, queries.filters_from(actor, query)))


def test_filters(world: World) -> None:
    firm = make.make_enterprise("上海砺锋有限公司", world.chamber)
    first = exchange.make_agreement(world.chamber, world.chamber, world.other, title="检测共享")
    second = exchange.make_agreement(world.chamber, world.chamber, firm, title="对接", review_on=TODAY + 14 * DAY)
    draft = exchange.make_agreement(
        world.chamber, world.chamber, firm, title="草稿", state=AgreementState.DRAFTED, review_on=TODAY
    )
    assert found(world, "secretary") == [draft, second, first]
    assert found(world, "secretary", q="检测") == [first]
    assert found(world, "secretary", q="lf") == [draft, second]
    assert found(world, "secretary", state="drafted") == [draft]
    assert found(world, "secretary", due="soon") == [second]
    assert found(world, "secretary", party=f"E{firm.pk}") == [draft, second]
    assert found(world, "secretary", party=f"O{world.other.pk}", state="in_force") == [first]
    exchange.make_commitment(first, 1, TODAY - DAY)
    assert found(world, "secretary", due="soon") == [second, first]


@pytest.mark.parametrize(
    "query", [{"x": "1"}, {"state": "gone"}, {"due": "late"}, {"party": "E"}, {"party": "X1"}, {"party": "O0"}]
)
def test_unknown_keys_and_values_are_refused(world: World, query: dict[str, str]) -> None:
    with pytest.raises(UnknownFilter):
        queries.filters_from(world.actors["secretary"], query)


def test_who_takes_no_part_finds_nothing_out_by_filters(world: World) -> None:
    """Neither state nor dates, nor the name of a party that she does not see."""
    hidden = make.make_organisation("隐名商会", area=world.north, audience="own")
    known = exchange.make_agreement(world.chamber, world.chamber, hidden, audience="federation", review_on=TODAY)
    assert found(world, "other") == [known]
    assert found(world, "other", state="in_force") == found(world, "other", due="soon") == []
    assert found(world, "other", q="隐名") == []
    assert found(world, "secretary", q="隐名") == [known]
    with pytest.raises(UnknownFilter):
        found(world, "other", party=f"O{hidden.pk}")


def test_party_that_is_not_open_to_her_has_no_name(world: World) -> None:
    hidden = make.make_organisation("隐名商会", area=world.north, audience="own")
    exchange.make_agreement(world.chamber, world.chamber, hidden, audience="federation", review_on=TODAY)
    (line,) = queries.lines(world.actors["other"], found(world, "other"))
    assert [party.name for party in line.parties] == ["紧固件协会", "一家未公开的单位"]
    assert [bool(party.url) for party in line.parties] == [True, False]
    assert (line.taking_part, line.due_on) == (False, None)
    (line,) = queries.lines(world.actors["secretary"], found(world, "secretary"))
    assert [party.name for party in line.parties] == ["紧固件协会", "隐名商会"]
    assert [bool(party.url) for party in line.parties] == [True, False], "she deals with it, but its page is not open"
    assert (line.taking_part, line.due_on, line.late) == (True, TODAY, False)


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_the_list_costs_six_queries(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        agreement = exchange.make_agreement(world.chamber, world.chamber, make.make_enterprise())
        exchange.make_commitment(agreement, 0, TODAY - DAY)
    rows = queries.agreements(world.actors["secretary"], queries.Filters())
    with django_assert_num_queries(6):
        lines = queries.lines(world.actors["secretary"], rows)
    assert [(line.late, line.due_on) for line in lines] == [(True, TODAY - DAY)] * number


def test_renewed_dues_are_as_far_from_the_new_beginning(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, start=TODAY - 100 * DAY)
    owed = exchange.make_commitment(agreement, 0, TODAY)
    exchange.make_commitment(agreement, 0, state=CommitmentState.DROPPED)
    assert queries.renewed_dues(agreement, TODAY + DAY) == [(owed, TODAY + 101 * DAY)]


def test_reference_to_an_agreement_is_shown_to_those_who_know_of_it(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, title="检测共享")
    shown = queries.shown_agreement(world.actors["other"], agreement.pk)
    assert shown is not None
    assert (shown.text, shown.url) == ("检测共享", f"/exchange/agreements/{agreement.pk}/")
    assert queries.shown_agreement(world.actors["officer"], agreement.pk) is None


def test_own_parties_are_her_organisation_and_its_members(world: World) -> None:
    firm = make.make_enterprise("砺锋", world.chamber)
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, firm)
    first, second, third = agreement.parties.all()
    assert queries.own_parties(world.actors["secretary"], agreement) == {first.pk, third.pk}
    assert queries.own_parties(world.actors["other"], agreement) == {second.pk}
    assert queries.own_parties(world.actors["contact"], agreement) == set()
