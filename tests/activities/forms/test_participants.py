"""A line is a topic."""

from shanghui.activities.forms.participants import ParticipantForm, initial_of, said_line, zones_in
from shanghui.activities.models import Topic
from shanghui.exchange.rules import Side
from tests.factories.activities_wishes import Fair


def test_line_is_a_title_and_a_long_one_stands_whole_in_the_description() -> None:
    assert (said_line(Side.NEED, "  螺栓   M12 ").title, said_line(Side.NEED, "螺栓").description) == ("螺栓 M12", "")
    long = said_line(Side.NEED, "螺" * 70)
    assert (len(long.title), len(long.description)) == (60, 70)


def test_what_is_stored_is_entered_again_the_same(expo: Fair) -> None:
    Topic.objects.create(participant=expo.buyer, side="offer", title="螺" * 60, description="螺" * 70)
    form = ParticipantForm(initial_of(expo.buyer), matchmaking=expo.matchmaking, listings=[])
    assert form.is_valid(), form.errors
    told = {(one.side.value, one.title, one.description) for one in form.topics()}
    assert told == {(one.side, one.title, one.description) for one in expo.buyer.topics.all()}
    assert form.facts()["part"] == expo.buyer.part


def test_many_topics_are_refused_in_words(expo: Fair) -> None:
    data = initial_of(expo.buyer) | {"needs": "\n".join(f"垫圈{number}" for number in range(13))}
    form = ParticipantForm(data, matchmaking=expo.matchmaking, listings=[])
    assert "最多写12条" in str(form.errors)


def test_zones_once_in_order() -> None:
    assert zones_in(["乙", "", "甲", "乙"]) == ["乙", "甲"]
