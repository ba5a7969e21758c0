"""The index follows the topics."""

from datetime import timedelta

from django.utils import timezone

from shanghui.activities.actions.topic_index import index_topics, rebuild, rebuild_all
from shanghui.activities.models import Topic
from shanghui.activities.queries.suggestions import suggestions
from shanghui.activities.queries.topic_facts import index_folder, readable_topic_index
from shanghui.engines.matching import Side
from tests.factories.activities_wishes import Fair


def found(expo: Fair, words: str, side: Side) -> list[int]:
    index = readable_topic_index(expo.matchmaking.pk)
    assert index is not None
    return [int(hit.id) for hit in index.search(words, side=side)]


def test_missing_index_is_built_whole(expo: Fair) -> None:
    assert readable_topic_index(expo.matchmaking.pk) is None
    index_topics(matchmaking=expo.matchmaking.pk, ids=[])
    assert found(expo, "高强度螺栓", Side.OFFER) == [expo.maker.topics.get().pk]


def test_what_came_went_or_turned_is_followed(expo: Fair) -> None:
    assert rebuild(matchmaking=expo.matchmaking.pk) == 3
    new = Topic.objects.create(participant=expo.third, side="offer", title="供应木箱")
    index_topics(matchmaking=expo.matchmaking.pk, ids=[new.pk])
    assert found(expo, "木箱", Side.OFFER) == [new.pk]
    new.side = "need"
    new.save()
    index_topics(matchmaking=expo.matchmaking.pk, ids=[new.pk])
    assert (found(expo, "木箱", Side.OFFER), found(expo, "木箱", Side.NEED)) == ([], [new.pk])
    gone = new.pk
    new.delete()
    index_topics(matchmaking=expo.matchmaking.pk, ids=[gone])
    assert found(expo, "木箱", Side.NEED) == []


def test_activity_that_is_gone_is_passed_over(expo: Fair) -> None:
    index_topics(matchmaking=987_654, ids=[1])
    assert not index_folder(987_654).exists()


def test_nightly_run_rebuilds_what_is_near_and_clears_the_rest(expo: Fair) -> None:
    now = timezone.now()
    assert rebuild_all(now=now) == 1
    assert suggestions(expo.buyer).ready
    assert rebuild_all(now=now + timedelta(days=60)) == 0
    assert not index_folder(expo.matchmaking.pk).exists()
