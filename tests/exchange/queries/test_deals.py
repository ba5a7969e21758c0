"""The same two firms on the same subject within a year are one deal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.catalogue.models import ProductClass
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.queries.deals import first_of_deal, outcomes_of_deal
from tests.factories import exchange as make
from tests.factories.exchange import Pair

NOW = timezone.now()


def released(need: Listing, offer: Listing, days_ago: int = 10, **facts: object) -> Introduction:
    return make.make_introduction(need, offer, state="concluded", released_at=NOW - timedelta(days=days_ago), **facts)


def test_same_listing_is_the_same_subject(pair: Pair) -> None:
    first = released(pair.need, pair.offer)
    again = make.make_introduction(pair.need, make.make_offer(pair.other, pair.maker))
    assert first_of_deal(again, NOW) == first


def test_other_subject_other_firm_and_unreleased_are_deals_of_their_own(pair: Pair) -> None:
    released(pair.need, pair.offer)
    make.make_introduction(pair.need, make.make_offer(pair.other, pair.maker), state="asked")
    other_subject = make.make_introduction(
        make.make_need(pair.chamber, pair.buyer), make.make_offer(pair.other, pair.maker)
    )
    other_firm = make.make_introduction(pair.need, make.make_offer(pair.other))
    assert [first_of_deal(one, NOW) for one in (other_subject, other_firm)] == [None, None]


def test_needs_of_one_product_class_are_one_subject(pair: Pair) -> None:
    bolts = ProductClass.objects.create(code="B1", name="螺栓", pinyin="luo shuan", search="|螺栓|")
    later = make.make_need(pair.chamber, pair.buyer)
    for need in (pair.need, later):
        need.product_classes.add(bolts)
    first = released(pair.need, pair.offer)
    assert first_of_deal(make.make_introduction(later, make.make_offer(pair.other, pair.maker)), NOW) == first


def test_it_does_not_matter_which_side_asked(pair: Pair) -> None:
    first = released(pair.need, pair.offer)
    turned = make.make_introduction(pair.need, make.make_offer(pair.other, pair.maker), asking_side="offer")
    Introduction.objects.unrestricted("test").filter(pk=turned.pk).update(
        asking_enterprise=pair.maker, asked_enterprise=pair.buyer
    )
    turned.refresh_from_db()
    assert first_of_deal(turned, NOW) == first


@pytest.mark.parametrize(("days", "same"), [(365, True), (366, False)])
def test_a_year_later_it_is_a_new_deal(pair: Pair, days: int, same: bool) -> None:
    first = released(pair.need, pair.offer, days)
    again = make.make_introduction(pair.need, make.make_offer(pair.other, pair.maker))
    assert (first_of_deal(again, NOW) == first) is same


def test_third_points_to_the_first_and_never_to_the_second(pair: Pair) -> None:
    first = released(pair.need, pair.offer, 20)
    released(pair.need, make.make_offer(pair.other, pair.maker), 10, same_deal=first)
    third = make.make_introduction(pair.need, make.make_offer(pair.other, pair.maker))
    assert first_of_deal(third, NOW) == first


def test_absent_listings_are_not_one_subject(pair: Pair) -> None:
    first = released(pair.need, pair.offer)
    again = make.make_introduction(make.make_need(pair.chamber, pair.buyer), make.make_offer(pair.other, pair.maker))
    Introduction.objects.unrestricted("test").update(need=None, offer=None)
    again.refresh_from_db()
    assert first_of_deal(again, NOW) is None
    assert first.pk != again.pk


def test_outcomes_are_those_of_the_whole_deal(pair: Pair) -> None:
    first = released(pair.need, pair.offer)
    again = released(pair.need, make.make_offer(pair.other, pair.maker), same_deal=first)
    again.outcomes.create(kind="signed", on=NOW.date(), at=NOW)
    first.outcomes.create(kind="intent", on=NOW.date(), at=NOW)
    assert outcomes_of_deal(first) == outcomes_of_deal(again) == {"intent", "signed"}
