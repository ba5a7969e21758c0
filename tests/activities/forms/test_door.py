"""The door's forms."""

from shanghui.activities.forms.door import CriteriaForm, FeedbackForm, WalkInForm
from shanghui.activities.rules import Measure
from tests.activities.doors import Door


def test_units_offered_are_those_that_come_and_the_hosts(door: Door) -> None:
    door.guest(unit=door.world.district)
    door.activity.invitations.create(organisation=door.world.other)
    form = WalkInForm(actor=door.world.actors["secretary"], activity=door.activity)
    offered = set(form.fields["unit"].queryset)  # type: ignore[attr-defined]
    assert offered == {door.world.chamber, door.world.district, door.world.other}


def test_name_alone_is_demanded(door: Door) -> None:
    actor = door.world.actors["secretary"]
    assert WalkInForm({"name": "张三"}, actor=actor, activity=door.activity).is_valid()
    assert not WalkInForm({"firm": "岚远"}, actor=actor, activity=door.activity).is_valid()


def test_marks_are_one_to_five() -> None:
    assert FeedbackForm({"good": "5", "useful": "1"}).is_valid()
    for good in ("0", "6", "", "x"):
        assert not FeedbackForm({"good": good, "useful": "1"}).is_valid()


def test_criteria_have_their_bounds() -> None:
    assert set(CriteriaForm().fields) == {measure.value for measure in Measure}
    assert CriteriaForm({}).is_valid()
    for wrong in ({"satisfaction": "6"}, {"arrived_share": "101"}, {"arrived": "-1"}):
        assert not CriteriaForm(wrong).is_valid()
