"""Paper, files and the event of a version over HTTP; the event is what the engine and the independent checker read."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

from shanghui.activities.models import Timetable
from shanghui.activities.queries.timetabling_problem import problem_of
from shanghui.engines import timetabling as engine
from shanghui.sheets.reading import read_rows
from tests.engines.timetabling.checker import faults
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


@pytest.fixture
def row(fair: Fair) -> Timetable:
    return make_timetable(fair, {"ax": (0, 0), "by": (0, 1)})


@pytest.fixture
def client(world: World) -> Client:
    return world.client("secretary")


def _url(fair: Fair, rest: str) -> str:
    return f"/activities/{fair.activity.pk}/board/{rest}"


def test_paper_has_a_sheet_for_everybody_and_each_table(client: Client, fair: Fair, row: Timetable) -> None:
    page = client.get(_url(fair, "paper/")).content.decode()
    assert page.count("sh-paper") == 6
    assert client.get(_url(fair, "paper/?version=9")).status_code == 404
    assert client.get(_url(fair, "paper/?x=1")).status_code == 400


def test_pdf_is_written_with_a_page_for_each_sheet(client: Client, fair: Fair, row: Timetable) -> None:
    answer = client.get(_url(fair, "paper.pdf"))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_file_for_excel(client: Client, fair: Fair, row: Timetable, tmp_path: Path) -> None:
    answer = client.get(_url(fair, "timetable.xlsx"))
    file = tmp_path / "t.xlsx"
    file.write_bytes(BytesIO(b"".join(answer.streaming_content)).read())  # type: ignore[attr-defined]
    rows = list(read_rows(file))
    assert [one["一方"] for one in rows] == ["A公司", "B公司"]


def test_nothing_is_printed_before_anything_is_scheduled(client: Client, fair: Fair) -> None:
    assert client.get(_url(fair, "paper/")).status_code == 409


def test_event_is_read_solved_and_checked_without_this_house(client: Client, fair: Fair, row: Timetable) -> None:
    event = engine.event_of(json.loads(client.get(_url(fair, "event.json")).content))
    found = engine.solve(event, budget=engine.Budget(5))
    assert faults(event, found) == []
    stored = problem_of(fair.matchmaking).placements(row.placements.all())
    assert faults(event, engine.Timetable(engine.Status.FEASIBLE, stored)) == []
    doubled = engine.Placement(str(fair.encounters["ay"].pk), 0, 0)
    assert faults(event, engine.Timetable(engine.Status.FEASIBLE, (*stored, doubled)))
