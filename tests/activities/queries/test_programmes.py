"""The list: what calls for applications first, narrowed, at one cost."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.activities.queries import programmes as queries
from shanghui.activities.queries.programmes import filters_from
from shanghui.activities.rules import ProgrammeState
from shanghui.core.refusal import UnknownFilter
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def titles(world: World, role: str, **query: str) -> list[str]:
    rows = queries.sorted_programmes(queries.programmes(world.actors[role], filters_from(query)))
    return [row.title for row in rows]


def test_open_ones_first_the_next_deadline_on_top(world: World) -> None:
    for title, facts in {
        "定": {"state": ProgrammeState.DECIDED}, "晚": {"apply_until": TODAY + 9 * DAY}, "选": {"state": "selecting"},
        "早": {"apply_until": TODAY + 2 * DAY}, "稿": {"state": "draft"}, "撤": {"state": "withdrawn"},
    }.items():  # fmt: skip
        make_programme(world.north, title=title, **facts)
    assert titles(world, "convener") == ["早", "晚", "选", "稿", "定", "撤"]
    assert titles(world, "secretary") == ["早", "晚", "选", "定"]


def test_narrowed_by_words_state_and_whose(world: World) -> None:
    mine = make_programme(world.north, title="会员日", theme="采购")
    make_programme(world.federation, title="论坛", state="selecting")
    make_application(mine, world.chamber)
    assert titles(world, "secretary", q="采购") == ["会员日"]
    assert titles(world, "secretary", q="北片区") == ["会员日"]
    assert titles(world, "secretary", state="selecting") == ["论坛"]
    assert titles(world, "secretary", whose="applied") == ["会员日"]
    assert titles(world, "other", whose="applied") == []
    assert titles(world, "convener", whose="own") == ["会员日"]
    assert titles(world, "visitor") == []


@pytest.mark.parametrize("query", [{"x": "1"}, {"state": "x"}, {"whose": "x"}])
def test_unknown_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(UnknownFilter):
        filters_from(query)


def test_count_is_the_openers_and_her_own_application_everybodys(world: World) -> None:
    programme = make_programme(world.north, apply_until=TODAY + 3 * DAY)
    own = make_application(programme, world.chamber)
    make_application(programme, world.district)
    make_application(programme, world.other, state="withdrawn")
    (line,) = queries.lines(world.actors["convener"], [programme], TODAY)
    assert (line.count, line.mine, line.left) == (2, None, 3)
    (line,) = queries.lines(world.actors["secretary"], [programme], TODAY)
    assert (line.count, line.mine) == (None, own)
    (line,) = queries.lines(world.actors["other"], [programme], TODAY)
    assert (line.count, line.mine) == (None, None), "withdrawn is none"


def test_days_left_run_for_open_ones_alone(world: World) -> None:
    assert queries.days_left(make_programme(world.north, apply_until=TODAY - DAY), TODAY) == -1
    assert queries.days_left(make_programme(world.north, state="selecting"), TODAY) is None


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same(world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(number):
        make_application(make_programme(world.north), world.chamber)
    rows = queries.sorted_programmes(queries.programmes(world.actors["secretary"], filters_from({})))
    with django_assert_num_queries(3):
        assert len(queries.lines(world.actors["secretary"], rows, TODAY)) == number
