"""`shanghui timetable` on files."""

import json
from pathlib import Path

import pytest

from shanghui.config.command import main
from shanghui.engines.timetabling.command import run

EVENT = {
    "slots": 2, "tables": 1, "participants": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
    "encounters": [{"id": "ab", "between": ["a", "b"]}, {"id": "ac", "between": ["a", "c"]}, {"id": "bc", "between": ["b", "c"]}],
}  # fmt: skip


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "event.json"
    path.write_text(json.dumps(EVENT))
    return path


def test_timetable_is_written(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = event.with_name("out.json")
    assert main(["timetable", str(event), "-o", str(out), "--seconds", "30", "--seed", "1"]) == 0
    found = json.loads(out.read_text())
    assert (found["status"], len(found["placed"]), found["weight"], found["breaks"]) == ("optimal", 2, 2, 0)
    assert found["unplaced"] == [{"encounter": found["unplaced"][0]["encounter"], "why": found["unplaced"][0]["why"]}]
    assert "排了 2 场，没有排上 1 场" in capsys.readouterr().out


def test_conflict_is_written_and_said(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event.write_text(json.dumps(EVENT | {"all_placed": True}))
    out = event.with_name("out.json")
    assert run([str(event), "-o", str(out)]) == 0
    assert json.loads(out.read_text())["conflict"]
    assert "规则互相冲突：" in capsys.readouterr().out


def test_repair_changes_a_timetable(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, changes = event.with_name("out.json"), event.with_name("changes.json")
    assert run([str(event), "-o", str(out)]) == 0
    changes.write_text(json.dumps({"now": 0, "absent": ["a"]}))
    again = event.with_name("again.json")
    assert run([str(event), "--repair", str(out), "--changes", str(changes), "-o", str(again)]) == 0
    found = json.loads(again.read_text())
    assert [one["encounter"] for one in found["placed"]] == ["bc"]
    assert {"moved", "proposals"} <= set(found)
    assert "场新排上" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["{event}"], 2, "用法"), (["{event}", "-o", "x", "--seconds", "0"], 2, "--seconds"), (["nowhere", "-o", "x"], 1, "无法读取"),
        (["{broken}", "-o", "x"], 1, "无法读取"), (["{event}", "-o", "{folder}"], 1, "无法写入"),
        (["{event}", "-o", "x", "--repair", "{event}"], 2, "--changes"), (["{list}", "-o", "x"], 1, "JSON"),
        (["{event}", "-o", "x", "--repair", "{event}", "--changes", "{event}"], 1, "时间表"),
    ],
)  # fmt: skip
def test_mistakes_are_said(
    event: Path, arguments: list[str], code: int, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = event.with_name("broken.json")
    broken.write_text('{"slots": 1')
    a_list = event.with_name("list.json")
    a_list.write_text("[]")
    places = {"list": a_list, "event": event, "broken": broken, "folder": event.parent}
    assert run([one.format(**places) for one in arguments]) == code
    assert word in capsys.readouterr().err
