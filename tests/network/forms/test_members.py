"""Forms of a membership."""

import pytest

from shanghui.network.forms.members import DuesForm, GradeForm, LetGoForm, MembershipForm, MembershipWithoutDuesForm
from shanghui.network.models import Membership


def test_dues_are_asked_of_those_alone_who_see_them() -> None:
    assert set(MembershipForm().fields) - set(MembershipWithoutDuesForm().fields) == {"dues_state", "dues_until"}


@pytest.mark.parametrize(("form", "field"), [(GradeForm, "grade"), (DuesForm, "dues_state")])
def test_one_field_is_changed_at_a_time(form: type[GradeForm] | type[DuesForm], field: str) -> None:
    sent = {"grade": "council", "dues_state": "paid", "number": "7"}
    bound = form(sent, instance=Membership())
    assert bound.is_valid()
    assert bound.cleaned_data == {field: sent[field]}
    assert not form({field: "x"}, instance=Membership()).is_valid()


@pytest.mark.parametrize("end", ["", "x", "2026-02-30"])
def test_last_day_is_a_day(end: str) -> None:
    assert LetGoForm({"end": "2026-02-28"}).is_valid()
    assert not LetGoForm({"end": end}).is_valid()
