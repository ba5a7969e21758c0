"""The demo's two activities of the North Area."""

import pytest
from django.utils import timezone

from shanghui.activities.demo.matchmaking import ENCOUNTERS, load
from shanghui.activities.demo.trades import TRADES
from shanghui.activities.models import Encounter, Participant, Wish
from shanghui.activities.queries.pairs import most_of, taken
from shanghui.activities.queries.suggestions import suggestions
from shanghui.activities.rules import EncounterState, WishState
from shanghui.network.demo.load import Loaded
from shanghui.network.models import Enterprise
from tests.factories import network


@pytest.fixture
def loaded(db: None) -> Loaded:
    """As many firms of each trade as come, in one unit of the area."""
    area = network.make_area(network.make_federation(), "北片区")
    unit = network.make_organisation("嘉定区工商联", area=area)
    found = Loaded(organisations={"北片区": area, unit.name: unit})
    for trade in TRADES:
        for number in range(trade.count):
            name = f"第{number}{trade.word}"
            found.enterprises.append(network.make_enterprise(f"上海{name}有限公司", unit, short_name=name))
    return found


def test_one_waits_for_its_timetable_and_one_for_wishes(loaded: Loaded) -> None:
    found = load(loaded, now=timezone.now())
    assert sum(trade.count for trade in TRADES) == 26
    for frame in (found.closed, found.open):
        assert (frame.participants.count(), frame.tables.count(), frame.slots.count()) == (26, 8, 9)
    assert Encounter.objects.filter(matchmaking=found.closed, state=EncounterState.ACCEPTED).count() == ENCOUNTERS
    states = set(Wish.objects.filter(matchmaking=found.closed).values_list("state", flat=True))
    assert states == {state.value for state in WishState}
    assert Wish.objects.filter(matchmaking=found.open, state=WishState.WISHED).count() > 10
    for row in Participant.objects.filter(matchmaking=found.closed).select_related("matchmaking"):
        assert taken(row.pk) <= most_of(row)
    assert suggestions(found.open.participants.filter(part="buyer")[0]).found
    assert Enterprise.objects.unrestricted("test").count() == 26
