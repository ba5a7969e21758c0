"""The hall, and who may bring whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanghui.activities.queries.participants import (
    HallFilters,
    counts,
    guests_to_join,
    hall,
    hall_filters,
    offered_listings,
    own_participants,
    standing_guest,
    units_of,
)
from shanghui.activities.rules import Part, RegistrationState
from shanghui.core.actor import VISITOR
from shanghui.core.audience import Audience
from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.rules import ListingState
from tests.factories import exchange
from tests.factories.activities import make_registration
from tests.factories.activities_wishes import Fair, firm_of, take_part


def test_buyers_first_then_both_then_sellers(expo: Fair) -> None:
    both = take_part(expo.matchmaking, expo.chamber, "上海两用有限公司", Part.BOTH)
    assert list(hall(expo.matchmaking)) == [expo.buyer, both, expo.maker, expo.third]
    assert counts(expo.matchmaking) == {"buyer": 1, "both": 1, "seller": 2, "all": 4}


def test_who_has_no_seat_is_not_shown(expo: Fair) -> None:
    expo.maker.registration.state = RegistrationState.WAITING
    expo.maker.registration.save()
    assert expo.maker not in hall(expo.matchmaking)
    assert counts(expo.matchmaking)["all"] == 2


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (HallFilters(part="seller"), {"maker", "third"}),
        (HallFilters(q="澄屿"), {"buyer"}),
        (HallFilters(q="螺栓 现货"), {"maker"}),
        (HallFilters(q="没有的"), set()),
    ],
)
def test_filters(expo: Fair, filters: HallFilters, found: set[str]) -> None:
    assert set(hall(expo.matchmaking, filters)) == {getattr(expo, name) for name in found}


def test_filter_by_unit(expo: Fair) -> None:
    assert list(hall(expo.matchmaking, HallFilters(unit=expo.chamber.pk))) == [expo.buyer]
    assert set(units_of(expo.matchmaking)) == {expo.chamber, expo.other}


def test_filters_are_known(expo: Fair) -> None:
    assert hall_filters({"part": "buyer", "unit": "7", "q": " a "}) == HallFilters("buyer", 7, "a")
    assert not hall_filters({}).narrowed
    for query in ({"part": "guest"}, {"unit": "x"}):
        with pytest.raises(UnknownFilter):
            hall_filters(query)


def test_queries_do_not_grow_with_rows(expo: Fair) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            for row in hall(expo.matchmaking):
                assert row.called
                assert len(row.topics.all())
                assert row.registration.unit
        return len(asked)

    one = count()
    for number in range(3):
        take_part(expo.matchmaking, expo.other, f"上海第{number}有限公司", need="垫圈")
    assert count() == one


def test_own_participants_and_guests(expo: Fair) -> None:
    guest = make_registration(expo.activity, unit=expo.chamber)
    waiting = make_registration(expo.activity, unit=expo.chamber, state=RegistrationState.WAITING)
    assert list(own_participants(expo.actors["keeper"], expo.matchmaking)) == [expo.buyer]
    assert list(own_participants(expo.actors["host"], expo.matchmaking)) == [expo.buyer, expo.maker, expo.third]
    assert list(own_participants(expo.actors["far"], expo.matchmaking)) == []
    assert list(guests_to_join(expo.actors["keeper"], expo.matchmaking)) == [guest]
    assert waiting not in guests_to_join(expo.actors["host"], expo.matchmaking)


def test_listings_that_are_offered(expo: Fair) -> None:
    firm = firm_of(expo.buyer)
    wide = exchange.make_need(expo.chamber, firm)
    own = exchange.make_offer(expo.chamber, firm, audience=Audience.OWN)
    exchange.make_need(expo.chamber, firm, anonymous=True)
    draft = exchange.make_need(expo.chamber, firm, state=ListingState.DRAFT)
    guest = expo.buyer.registration
    assert set(offered_listings(expo.actors["keeper"], guest)) == {wide, own}
    assert offered_listings(VISITOR, guest) == [wide]
    expo.buyer.topics.update(listing=draft)
    assert set(offered_listings(VISITOR, guest, expo.buyer)) == {wide, draft}
    guest.enterprise = None
    assert offered_listings(expo.actors["keeper"], guest) == []


@pytest.mark.parametrize("state", list(RegistrationState))
def test_link_opens_while_she_wants_to_come(expo: Fair, state: RegistrationState) -> None:
    guest = expo.buyer.registration
    guest.state = state
    guest.save()
    over = state in {RegistrationState.CANCELLED, RegistrationState.DECLINED}
    assert standing_guest(guest.key) == (None if over else guest)
    assert standing_guest("none") is None
