"""Each row of a small table through an action of its own."""

import pytest

from shanghui.network import rules
from shanghui.network.actions.importing_one_by_one import state_of, write_each
from shanghui.network.models import Organisation
from shanghui.sheets.kinds import Line, Outcome
from shanghui.sheets.rules import RowState
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def test_refused_row_is_taken_back_and_the_others_go_on() -> None:
    def write(line: Line) -> Outcome:
        row = make.make_organisation(f"第{line.number}行")
        if line.number == 2:
            raise rules.SuperiorMissing()
        return Outcome(line.number, RowState.WRITTEN, row.pk)

    outcomes = write_each([Line(number, {}) for number in (1, 2, 3)], write)
    assert [(one.number, one.state, one.refusal) for one in outcomes] == [
        (1, "written", ""), (2, "rejected", "SuperiorMissing"), (3, "written", ""),
    ]  # fmt: skip
    names = Organisation.objects.unrestricted("test").values_list("name", flat=True)
    assert set(names) == {"第1行", "第3行"}


def test_fault_that_is_no_refusal_stops_the_batch() -> None:
    def fail(line: Line) -> Outcome:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_each([Line(1, {})], fail)


def test_state_says_what_was_done() -> None:
    assert state_of(made=True, changed=True) is RowState.WRITTEN
    assert state_of(made=False, changed=True) is RowState.UPDATED
    assert state_of(made=False, changed=False) is RowState.UNCHANGED
