"""Shapes of the regions below a region: drawn where we have a drawing, else tiles."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.catalogue.models import Region
from shanghui.catalogue.queries import district_shapes
from shanghui.catalogue.queries.district_map import SIZE

pytestmark = pytest.mark.django_db


def place(code: str, parent: Region | None = None) -> Region:
    return Region.objects.create(code=code, name=code, level=3 if parent else 1, parent=parent)


def test_drawing_is_used_when_it_has_them_all() -> None:
    home = place("310000")
    place("310114", home)
    (drawn,) = district_shapes(home)
    assert drawn.path.endswith("Z")
    assert "h" not in drawn.path
    place("310999", home)  # a new district that nobody drew: the map must not be without it
    assert [shape.region.code for shape in district_shapes(home)] == ["310114", "310999"]
    assert all(shape.path.count("h") == 2 for shape in district_shapes(home))


@pytest.mark.parametrize(("number", "columns"), [(1, 1), (3, 2), (4, 2), (5, 3)])
def test_tiles_lie_side_by_side_within_the_box(
    number: int, columns: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    city = place("330200")
    for count in range(number):
        place(f"33020{count + 1}", city)
    with django_assert_num_queries(1):
        shapes = district_shapes(city)
    assert len({(shape.x, shape.y) for shape in shapes}) == number
    assert len({shape.x for shape in shapes}) == min(columns, number)
    assert all(shape.width <= SIZE / columns for shape in shapes)
    assert all(shape.x + shape.width / 2 <= SIZE and shape.y + shape.width / 2 <= SIZE for shape in shapes)


def test_place_without_anything_below_has_no_map() -> None:
    assert district_shapes(place("330200")) == district_shapes(place("310000")) == []
    gone = place("340000")
    child = place("340100", gone)
    child.valid_until = "2026-01-01"
    child.save()
    assert district_shapes(gone) == []
