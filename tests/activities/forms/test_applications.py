"""The forms of an application, of points, of the decision."""

from datetime import timedelta

from shanghui.activities.forms.applications import ApplicationForm, DecideForm, PointsForm
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_criterion
from tests.factories.world import World


def test_day_lies_within_the_stage(world: World) -> None:
    programme = make_programme(world.north)
    sent = {"title": "公开课", "plan": "讲一讲"}
    assert ApplicationForm(sent, programme=programme).is_valid()
    late = ApplicationForm(sent | {"on": f"{programme.end + timedelta(days=1)}", "money": "-1"}, programme=programme)
    assert set(late.errors) == {"on", "money"}


def test_points_are_wanted_for_every_criterion(world: World) -> None:
    first, second = (make_criterion(make_programme(world.north)) for _ in range(2))
    form = PointsForm({f"points-{first.pk}": "5", f"points-{second.pk}": "1"}, criteria=[first, second], given={})
    assert form.is_valid()
    assert form.points() == {first.pk: 5, second.pk: 1}
    assert not PointsForm({f"points-{first.pk}": "6"}, criteria=[first, second], given={}).is_valid()


def test_decision_begins_with_the_suggestion() -> None:
    form = DecideForm(pks=[1, 2], initial={"chosen": [2]})
    assert form.picked == {"2"}
    assert form["answer"].value()
    sent = DecideForm({"chosen": ["1"], "answer-2": "下次"}, pks=[1, 2])
    assert sent.is_valid()
    assert (sent.cleaned_data["chosen"], sent.answers(), sent.picked) == ([1], {2: "下次"}, {"1"})
    assert not DecideForm({"chosen": ["3"]}, pks=[1, 2]).is_valid()
