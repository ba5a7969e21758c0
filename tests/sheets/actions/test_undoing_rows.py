"""What a run wrote goes again, the last row first; what was changed since stays and is named."""

import pytest
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.network.models import Appointment, Enterprise, Organisation
from shanghui.sheets.actions import undoing_rows
from shanghui.sheets.actions.undoing import begin_undo
from shanghui.sheets.actions.undoing_rows import undo_rows
from shanghui.sheets.rules import RunState
from tests.factories.network import make_enterprise
from tests.network.sheets.runs import commit, csv_bytes, settled, states, undo, upload

pytestmark = pytest.mark.django_db
HEADER = ["企业名称", "手机"]
FIRM = "上海砺锋标准件有限公司"
NAMES = ["上海博岩冷镦有限公司", "上海沪鸣弹簧有限公司"]


def firms() -> dict[str, str]:
    return dict(Enterprise.objects.unrestricted("a test looks").values_list("name", "phone"))


def test_what_was_made_goes_and_what_was_changed_turns_back(
    actor: Actor, chamber: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing_rows, "BATCH", 2)
    make_enterprise(FIRM, chamber, entered_by=chamber, phone="13800000001")
    rows = [[FIRM, "13800000009"], *([name, ""] for name in NAMES)]
    run = commit(actor, upload(actor, csv_bytes(HEADER, *rows)))
    assert firms()[FIRM] == "13800000009"
    undo(actor, run)
    assert (run.state, run.progress, states(run)) == (RunState.UNDONE, 3, {"undone": 3})
    assert firms() == {FIRM: "13800000001"}


def test_what_was_changed_since_is_kept_and_named(actor: Actor) -> None:
    run = commit(actor, upload(actor, csv_bytes(HEADER, *([name, ""] for name in NAMES))))
    Enterprise.objects.unrestricted("a test changes").filter(name=NAMES[0]).update(version=2)
    undo(actor, run)
    assert states(run) == {"kept": 1, "undone": 1}
    assert run.outcomes.exclude(kept="").get().kept == NAMES[0]
    assert list(firms()) == NAMES[:1]


def test_undo_ends_where_her_post_has_ended(actor: Actor) -> None:
    run = commit(actor, upload(actor, csv_bytes(HEADER, [FIRM, ""])))
    begin_undo(actor=actor, run=run, now=timezone.now())
    Appointment.objects.filter(pk=actor.appointment_id).delete()
    assert (settled(run).state, run.refusal["name"]) == (RunState.FAILED, "NotPermitted")
    assert list(firms()) == [FIRM]


def test_run_that_is_not_to_be_undone_is_left_alone(actor: Actor) -> None:
    run = commit(actor, upload(actor, csv_bytes(HEADER, [FIRM, ""])))
    undo_rows(run=run, now=timezone.now())
    assert states(run) == {"written": 1}
