"""The 2,006 small manufacturers, as a secretary would bring them. What was found is recorded (--junit-xml)."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.network.models import Enterprise
from shanghui.sheets.actions.duplicates import answer_duplicate
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import Answer
from tests.factories.network import make_organisation, make_secretary
from tests.network.sheets.runs import commit, states, undo, upload

SHARED = Path(os.environ.get("SHANGHUI_SHARED", Path(__file__).resolve().parents[4] / "shared"))
FILE = SHARED / "data" / "real" / "manufacturers.csv"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not FILE.exists(), reason="the shared data are not here"),
]


def answer_pairs(actor: Actor, run: ImportRun) -> None:
    """As a person would: what is very likely is the same, the rest is not."""
    while row := run.rows.filter(state="duplicate").first():
        answer = Answer.SAME if row.candidates[0]["probability"] >= 0.9 else Answer.BOTH
        answer_duplicate(actor=actor, run=run, number=row.number, index=0, answer=answer, now=timezone.now())


def test_manufacturers_come_in_and_nothing_is_lost(record_property: Callable[[str, object], None]) -> None:
    call_command("catalogue", "load", verbosity=0)
    _, actor = make_secretary(make_organisation("长三角制造商会"))
    run = upload(actor, FILE.read_bytes(), name="manufacturers.csv")
    assert dict(zip(run.header, run.mapping, strict=True))["company"] == "name"
    before = states(run)
    codes = [flaw.code for row in run.rows.prefetch_related("flaws") for flaw in row.flaws.all()]
    placed = run.rows.filter(values__has_key="region_id").count()
    record_property("found", repr((before, placed, Counter(codes))))
    assert sum(before.values()) == run.row_count == 2006
    assert before.get("to_mend", 0) < 20
    answer_pairs(actor, run)
    after = states(commit(actor, run))
    record_property("written", repr(after))
    assert sum(after.values()) == 2006
    seen = Enterprise.objects.visible_to(actor)
    assert seen.count() == after["written"]
    again = commit(actor, upload(actor, FILE.read_bytes(), name="manufacturers.csv"))
    assert states(again) == {"unchanged": 2006}
    undo(actor, run)
    assert seen.count() == 0
