"""Whom it would be worth to meet."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanghui.activities.actions.topic_index import rebuild
from shanghui.activities.models import NotWith, Topic
from shanghui.activities.queries.suggestions import suggestions
from shanghui.activities.rules import RegistrationState
from tests.factories.activities import make_activity, make_matchmaking
from tests.factories.activities_wishes import Fair, make_wish, take_part


def names(expo: Fair, participant: object = None) -> list[str]:
    return [one.participant.called for one in suggestions(participant or expo.buyer).found]  # type: ignore[arg-type]


def test_both_directions_with_reasons(expo: Fair) -> None:
    rebuild(matchmaking=expo.matchmaking.pk)
    (found,) = suggestions(expo.buyer).found
    assert (found.participant, found.mine.side, found.theirs.side) == (expo.maker, "need", "offer")
    assert any("螺栓" in one.plain for one in found.sentences)
    (turned,) = suggestions(expo.maker).found
    assert (turned.participant, turned.mine.side) == (expo.buyer, "offer")


def test_not_ready_while_there_is_no_index(expo: Fair) -> None:
    assert not suggestions(expo.buyer).ready


def test_left_out_are_those_with_whom_there_is_something(expo: Fair) -> None:
    rebuild(matchmaking=expo.matchmaking.pk)
    make_wish(expo.maker, expo.buyer)
    assert names(expo) == []


def test_left_out_are_those_who_do_not_want_to(expo: Fair) -> None:
    rebuild(matchmaking=expo.matchmaking.pk)
    NotWith.objects.create(participant=expo.maker, other=expo.buyer)
    assert (names(expo), names(expo, expo.maker)) == ([], [])


def test_database_is_asked_whatever_the_index_says(expo: Fair) -> None:
    """Gone since, or of another activity: nobody is shown of whom the index alone knows."""
    frame = make_matchmaking(make_activity(expo.area))
    other = take_part(frame, expo.other, "上海别处螺栓有限公司", offer="供应M12高强度螺栓现货")
    rebuild(matchmaking=frame.pk)
    rebuild(matchmaking=expo.matchmaking.pk)
    expo.maker.registration.state = RegistrationState.CANCELLED
    expo.maker.registration.save()
    assert names(expo) == []
    assert names(expo, other) == []


def test_best_first_each_once_and_at_most_as_many_as_asked(expo: Fair) -> None:
    for number in range(4):
        made = take_part(expo.matchmaking, expo.other, f"上海第{number}螺栓有限公司", offer="供应M12高强度螺栓")
        Topic.objects.create(participant=made, side="offer", title="M12高强度螺栓库存")
    rebuild(matchmaking=expo.matchmaking.pk)
    found = suggestions(expo.buyer, top=3).found
    assert len({one.participant.pk for one in found}) == len(found) == 3
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_queries_do_not_grow_with_participants(expo: Fair) -> None:
    def count() -> int:
        rebuild(matchmaking=expo.matchmaking.pk)
        with CaptureQueriesContext(connection) as asked:
            assert suggestions(expo.buyer).found
        return len(asked)

    one = count()
    for number in range(3):
        take_part(expo.matchmaking, expo.other, f"上海第{number}螺栓有限公司", offer="供应M12高强度螺栓")
    assert count() == one
