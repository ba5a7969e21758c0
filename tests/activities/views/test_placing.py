"""One encounter on the board, over HTTP: asked, moved, exchanged, locked, taken off; refusals name their reasons."""

import pytest
from django.test import Client

from shanghui.activities.models import Timetable
from tests.factories.activities_board import Fair, make_fair, make_timetable, stands
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


@pytest.fixture
def draft(fair: Fair) -> Timetable:
    return make_timetable(fair, {"ax": (0, 0), "by": (0, 1), "az": (1, 0)})


@pytest.fixture
def client(world: World) -> Client:
    return world.client("secretary")


def _url(fair: Fair, rest: str) -> str:
    return f"/activities/{fair.activity.pk}/board/1/{rest}"


def _cell(fair: Fair, pair: str, slot: int, table: int) -> dict[str, int]:
    return {"encounter": fair.encounters[pair].pk, "slot": fair.slots[slot].pk, "table": fair.tables[table].pk}


def test_why_not_says_for_each_cell_what_speaks_against_it(client: Client, fair: Fair, draft: Timetable) -> None:
    told = client.get(_url(fair, f"why-not/?encounter={fair.encounters['az'].pk}&part=1&tables=1")).json()
    cells = told["cells"]
    assert len(cells) == 8
    key = f"{fair.slots[0].pk}-{fair.tables[1].pk}"
    assert cells[key] == ["A公司这时在1号桌见X公司。", "这张桌子这时有人：B公司·Y公司。"]
    assert cells[f"{fair.slots[3].pk}-{fair.tables[1].pk}"] == []
    assert client.get(_url(fair, "why-not/?encounter=99999")).status_code == 404
    assert client.get(_url(fair, "why-not/?encounter=")).status_code == 400
    assert client.get(_url(fair, "why-not/?encounter=1&x=1")).status_code == 400


def test_moved_and_refused_with_reasons(client: Client, fair: Fair, draft: Timetable) -> None:
    back = f"/activities/{fair.activity.pk}/board/?version=1"
    answer = client.post(_url(fair, "move/"), _cell(fair, "az", 3, 1) | {"next": back})
    assert (answer.status_code, answer.headers["Location"]) == (302, back)
    assert stands(draft)[fair.encounters["az"].pk] == (3, 1)
    answer = client.post(_url(fair, "move/"), _cell(fair, "az", 0, 1))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "A公司这时在1号桌见X公司。" in text
    assert "这张桌子这时有人" in text
    assert client.post(_url(fair, "move/"), {"encounter": "x"}).status_code == 400


def test_next_leads_to_no_other_house(client: Client, fair: Fair, draft: Timetable) -> None:
    answer = client.post(_url(fair, "move/"), _cell(fair, "az", 3, 1) | {"next": "https://evil.example/"})
    assert "evil" not in answer.headers["Location"]


def test_locked_one_several_a_slot_all(client: Client, fair: Fair, draft: Timetable) -> None:
    def lock(**facts: object) -> int:
        assert client.post(_url(fair, "lock/"), facts).status_code == 302
        return draft.placements.filter(locked=True).count()

    pair = [fair.encounters["ax"].pk, fair.encounters["az"].pk]
    assert lock(encounter=pair[0], locked="1") == 1
    assert lock(encounter=pair, locked="1") == 2
    assert lock(slot=fair.slots[0].pk, locked="0") == 1
    assert lock(all="1", locked="1") == 3
    assert lock(all="1", locked="0") == 0
    assert client.post(_url(fair, "lock/"), {"locked": "1"}).status_code == 400


def test_taken_off_exchanged_and_room_made(client: Client, fair: Fair, draft: Timetable) -> None:
    ids = {pair: one.pk for pair, one in fair.encounters.items()}
    assert client.post(_url(fair, "exchange/"), {"encounter": ids["ax"], "other": ids["az"]}).status_code == 302
    assert stands(draft)[ids["ax"]] == (1, 0)
    room = {"blocker": ids["by"], "aside_slot": fair.slots[3].pk, "aside_table": fair.tables[0].pk}
    assert client.post(_url(fair, "make-room/"), _cell(fair, "bx", 0, 1) | room).status_code == 302
    assert stands(draft)[ids["bx"]] == (0, 1)
    assert client.post(_url(fair, "unschedule/"), {"encounter": [ids["ax"], ids["by"]]}).status_code == 302
    assert set(stands(draft)) == {ids["bx"], ids["az"]}
