import pytest

from shanghui.engines.matching.places import Place, are_neighbours, area, is_anywhere, is_within, nearness, place


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("310114", Place("31", "31", "310114")),
        ("310000", Place("31", "31")),
        ("31", Place("31", "31")),
        ("320500", Place("32", "3205")),
        ("上海嘉定", Place("31", "31", "310114")),
        ("江苏省苏州市昆山市", Place("32", "3205", "320583")),
        ("浙江", Place("33")),
        ("999999", Place()),
        ("火星", Place()),
        ("", Place()),
    ],
)
def test_places_are_read(words: str, read: Place) -> None:
    assert place(words) == read


def test_areas_are_several_provinces() -> None:
    assert area("长三角地区") == ("31", "32", "33", "34")
    assert area("上海") == ()
    assert is_anywhere("全国")
    assert not is_anywhere("上海")


@pytest.mark.parametrize(
    ("inner", "outer", "answer"),
    [
        ("310114", "31", True),
        ("310114", "310114", True),
        ("310115", "310114", False),
        ("31", "310114", None),
        ("32", "3205", None),
        ("33", "3205", False),
    ],
)
def test_within_is_unknown_where_the_place_is_too_rough(inner: str, outer: str, answer: bool | None) -> None:
    assert is_within(place(inner), place(outer)) is answer


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("310114", "310114", 1.0),
        ("310114", "310115", 0.8),
        ("3205", "3201", 0.5),
        ("310114", "3205", 0.3),
        ("310114", "3401", 0.3),  # Shanghai and Anhui share no border, but the delta
        ("310114", "4403", 0.0),
        ("310114", "", None),
    ],
)
def test_nearness_falls_with_each_step(one: str, other: str, near: float | None) -> None:
    assert nearness(place(one), place(other)) == near
    assert nearness(place(other), place(one)) == near


def test_borders_go_both_ways() -> None:
    assert are_neighbours("33", "35")
    assert are_neighbours("35", "33")
    assert not are_neighbours("31", "44")
