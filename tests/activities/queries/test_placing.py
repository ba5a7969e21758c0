"""What is known around encounters comes from few queries, and is what the rows say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shanghui.activities.models import NotWith, Resource
from shanghui.activities.queries import placing as queries
from shanghui.activities.rules import Broken
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


def test_around_an_encounter_everything_is_known(fair: Fair) -> None:
    translator = Resource.objects.create(matchmaking=fair.matchmaking, name="翻译", count=1)
    rows = fair.matchmaking.encounters
    rows.filter(pk__in=[fair.encounters[pair].pk for pair in ("ax", "by")]).update(resource=translator)
    rows.filter(pk=fair.encounters["ax"].pk).update(session=fair.matchmaking.sessions.get(), zone="窗边")
    fair.encounters["ax"].after.add(fair.encounters["bx"])
    fair.encounters["az"].after.add(fair.encounters["ax"])
    fair.people["a"].forbidden.create(slot=fair.slots[3])
    fair.matchmaking.participants.filter(pk=fair.people["x"].pk).update(from_slot=1, delegates=2)
    NotWith.objects.create(participant=fair.people["x"], other=fair.people["a"])
    row = make_timetable(fair, {"ax": (2, 1), "by": (0, 1), "bx": (1, 0), "az": (3, 0)}, locked={"ax"})
    around = queries.arounds_of(row, [fair.encounters["ax"].pk])[fair.encounters["ax"].pk]
    assert (around.session_name, around.zone, around.resource, around.count) == ("上半场", "窗边", "翻译", 1)
    assert {slot: many for slot, many in around.used.items() if many} == {0: 1}
    assert (around.after, around.before) == ((("B公司·X公司", 1),), (("A公司·Z公司", 3),))
    assert (around.is_unwanted, around.is_locked, around.stands) == (True, True, (2, 1))
    a, x = around.sides
    assert (a.name, a.away, x.away, x.delegates) == ("A公司", {3}, {0}, 2)
    assert {slot: [one.other for one in ones] for slot, ones in x.meets.items()} == {1: ["B公司"], 2: ["A公司"]}


def test_breaches_name_who_sits_there(fair: Fair) -> None:
    row = make_timetable(fair, {"ax": (0, 0)})
    (found,) = queries.breaches(row, fair.encounters["by"].pk, (0, 0), timezone.now())
    assert (found.rule, found.context) == (Broken.TABLE_TAKEN, {"who": "A公司·X公司"})


def test_as_many_queries_for_one_as_for_all(fair: Fair) -> None:
    row = make_timetable(fair, {"ax": (0, 0), "by": (0, 1), "az": (1, 0)})
    counts = []
    for pairs in (["ax"], list(fair.encounters)):
        with CaptureQueriesContext(connection) as found:
            queries.arounds_of(row, [fair.encounters[pair].pk for pair in pairs])
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_names_are_the_firms_or_the_persons(fair: Fair) -> None:
    guest = fair.people["a"].registration
    guest.firm = ""
    guest.save()
    called = queries.participants_called([fair.people["a"].pk, fair.people["b"].pk])
    assert called == {fair.people["a"].pk: guest.name, fair.people["b"].pk: "B公司"}
    assert queries.table_called("", 4) == "5号桌"
    assert queries.table_called("主桌", 4) == "主桌"
