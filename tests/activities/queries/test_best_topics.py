"""What an encounter was about."""

from shanghui.activities.models import Topic
from shanghui.activities.queries.best_topics import best_pair
from tests.factories.activities_wishes import Fair


def test_the_two_that_go_together_best(expo: Fair) -> None:
    Topic.objects.create(participant=expo.buyer, side="need", title="木箱")
    for pair in (best_pair(expo.buyer, expo.maker), best_pair(expo.maker, expo.buyer)):
        assert (pair.needs, pair.offers) == (expo.buyer, expo.maker)
        assert pair.need is not None
        assert pair.need.title == "采购M12高强度螺栓"


def test_without_anything_in_common_the_buyers_need_comes_first(expo: Fair) -> None:
    Topic.objects.filter(participant=expo.buyer).update(title="苹果")
    pair = best_pair(expo.third, expo.buyer)
    assert (pair.needs, pair.offers) == (expo.buyer, expo.third)
    assert (pair.need is not None, pair.offer is not None) == (True, True)


def test_words_stand_in_for_a_side_that_said_nothing(expo: Fair) -> None:
    Topic.objects.filter(participant=expo.maker).delete()
    pair = best_pair(expo.maker, expo.buyer)
    assert (pair.offer, pair.words) == (None, "采购M12高强度螺栓")
    Topic.objects.all().delete()
    assert best_pair(expo.maker, expo.buyer).words == "北片区对接会"
