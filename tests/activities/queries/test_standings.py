"""Where applications stand, and why, at the same cost for one and for many."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.activities.queries.standings import standings, suggestion
from shanghui.activities.rules import Selection
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_criterion, make_score, make_vote
from tests.factories.world import World


def test_points_of_all_judges_weighted_with_their_reasons(world: World) -> None:
    programme = make_programme(world.north, places=1)
    use, new = make_criterion(programme, "有用", 3), make_criterion(programme, "新意")
    first, second, third = (make_application(programme, make.make_organisation()) for _ in range(3))
    for judge, points in (("convener", (5, 2)), ("general_convener", (4, 3))):
        for criterion, number in zip((use, new), points, strict=True):
            make_score(second, criterion, world.users[judge], number)
    make_score(first, use, world.users["convener"], 3)
    found = standings(programme)
    assert list(found) == [second.pk, first.pk, third.pk]
    best, middle, last = found.values()
    assert (best.value, best.place, best.judges, best.shared) == (Decimal("80.0"), 1, 2, False)
    assert best.reasons == ["有用4.5分，权重3", "新意2.5分，权重1"]
    assert (middle.value, middle.reasons) == (Decimal("60.0"), ["有用3分，权重3", "新意还没有打分"])
    assert (last.value, last.place, last.reasons) == (None, None, [])
    assert suggestion(programme) == [second.pk]


def test_votes_are_counted_and_ties_told(world: World) -> None:
    programme = make_programme(world.north, places=2, selection=Selection.BALLOT)
    rows = [make_application(programme, make.make_organisation()) for _ in range(4)]
    for number, votes in enumerate((1, 2, 1, 0)):
        for _ in range(votes):
            make_vote(rows[number], make.make_organisation())
    make_application(programme, make.make_organisation(), state="withdrawn")
    found = standings(programme)
    assert [(one.value, one.place, one.shared) for one in found.values()] == [
        (2, 1, False), (1, 2, True), (1, 2, True), (0, 4, False),
    ]  # fmt: skip
    assert found[rows[0].pk].reasons == ["1票", "与别的申请并列"]
    assert suggestion(programme) == [rows[1].pk, rows[0].pk], "the earlier of equal ones"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("selection", "cost"), [(Selection.CRITERIA, 3), (Selection.BALLOT, 2)])
def test_cost_does_not_grow(
    world: World, number: int, selection: Selection, cost: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme(world.north, selection=selection)
    criterion = make_criterion(programme)
    for _ in range(number):
        row = make_application(programme, make.make_organisation())
        make_score(row, criterion, world.users["convener"], 3)
        make_vote(row, make.make_organisation())
    with django_assert_num_queries(cost):
        assert len(standings(programme)) == number
