"""The event as a file, from the command line."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shanghui.activities.queries.timetabling_problem import problem_of
from shanghui.engines import timetabling as engine
from tests.factories.activities_board import make_fair
from tests.factories.world import World


@pytest.mark.django_db
def test_event_is_written_and_a_missing_one_is_said(world: World, tmp_path: Path) -> None:
    fair, file, said = make_fair(world.chamber), tmp_path / "event.json", StringIO()
    call_command("activities", "event", fair.activity.pk, "-o", file, stdout=said)
    assert engine.event_of(json.loads(file.read_text(encoding="utf-8"))) == problem_of(fair.matchmaking).event
    assert "5 家，6 场" in said.getvalue()
    with pytest.raises(CommandError):
        call_command("activities", "event", 987654, "-o", file)
    with pytest.raises(CommandError):
        call_command("activities", "event", fair.activity.pk, "-o", tmp_path / "no" / "event.json")
