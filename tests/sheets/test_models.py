"""A run on the disk and in lists."""

from shanghui.core.actor import VISITOR, Actor
from shanghui.sheets.models import ImportRun, stored_name
from shanghui.sheets.rules import RunState


def test_run_is_called_by_its_file_and_stored_by_its_digest() -> None:
    run = ImportRun(file_name="会员.csv", sha256="ab" * 32, state="checked")
    assert str(run) == "会员.csv"
    assert stored_name(run, "../../会员.csv") == f"imports/ab/{'ab' * 32}"
    assert run.run_state is RunState.CHECKED


def test_who_acts_for_no_organisation_has_no_runs() -> None:
    assert ImportRun.objects.of(VISITOR).query.is_empty()
    assert not ImportRun.objects.of(Actor(organisation_id=7)).query.is_empty()
