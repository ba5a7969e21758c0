"""What came of it."""

import pytest

from shanghui.activities.models import Encounter
from shanghui.activities.queries.results import encounters_seen, in_state, places_of, stars_told, state_counts, totals
from shanghui.activities.rules import EncounterState, WishState
from shanghui.core.refusal import UnknownFilter
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, make_wish, publish


def test_totals(expo: Fair) -> None:
    assert (totals(expo.matchmaking).stars, totals(expo.matchmaking).happened) == (None, None)
    make_encounter(
        expo.buyer, expo.maker, state=EncounterState.ATTENDED, first_rating=5, second_rating=4, next_step="寄样"
    )
    make_encounter(expo.buyer, expo.third, state=EncounterState.NO_SHOW, first_rating=1)
    make_wish(expo.maker, expo.third, state=WishState.DECLINED)
    found = totals(expo.matchmaking)
    assert (found.stars, found.rated, found.next_steps, found.introductions) == (3.3, 3, 1, 0)
    assert (found.said, found.happened) == (2, 50)
    assert found.wishes["declined"] == 1
    assert {value: count for value, _label, count in state_counts(found)}["attended"] == 1


def test_each_sees_what_concerns_her(expo: Fair) -> None:
    one, two = make_encounter(expo.buyer, expo.maker), make_encounter(expo.maker, expo.third)
    seen = {
        role: list(encounters_seen(expo.actors[role], expo.matchmaking))
        for role in ("host", "keeper", "other", "contact", "far")
    }
    assert seen == {"host": [one, two], "keeper": [one], "other": [one, two], "contact": [one], "far": []}


def test_state_narrows(expo: Fair) -> None:
    met = make_encounter(expo.buyer, expo.maker, state=EncounterState.ATTENDED)
    gone = make_encounter(expo.buyer, expo.third, state=EncounterState.CANCELLED)
    rows = Encounter.objects.all()
    assert (list(in_state(rows, "")), list(in_state(rows, "cancelled"))) == ([met], [gone])
    with pytest.raises(UnknownFilter):
        in_state(rows, "lost")


def test_places_by_the_published_timetable(expo: Fair) -> None:
    met = make_encounter(expo.buyer, expo.maker)
    place = publish(met)
    assert places_of([met]) == {met.pk: place}


def test_stars_are_told_to_their_own_side_and_the_hosts(expo: Fair) -> None:
    met = make_encounter(expo.buyer, expo.maker, first_rating=5, second_rating=1)
    told = {
        role: stars_told(expo.actors[role], met, role == "host")
        for role in ("host", "keeper", "other", "contact", "far")
    }
    assert told == {"host": (5, 1), "keeper": (5, None), "other": (None, 1), "contact": (5, None), "far": (None, None)}
