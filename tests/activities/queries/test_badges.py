"""What stands on badges."""

import pytest

from shanghui.activities.queries.badges import badges, pages_of, size_of
from tests.activities.doors import Door


def test_who_has_a_seat_gets_one_with_her_own_code(door: Door) -> None:
    door.guest(name="张三", firm="澄屿装备", position="经理", unit=door.world.chamber)
    door.guest(name="李四", state="waiting")
    [card] = badges(door.activity)
    assert (card.name, card.firm, card.position, card.unit) == ("张三", "澄屿装备", "经理", "紧固件协会")
    assert card.qr.startswith("data:image/svg+xml")
    assert badges(door.activity, first=1, most=5) == []


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("张三丰", ""),
        ("欧阳修文", ""),
        ("阿卜杜拉·买", "long"),
        ("Li Wei", ""),
        ("Maximiliane von Hohenfels", "longest"),
    ],
)
def test_long_names_are_set_smaller(name: str, size: str) -> None:
    assert size_of(name) == size


def test_ten_a_sheet(door: Door) -> None:
    for _ in range(11):
        door.guest()
    assert [len(page) for page in pages_of(badges(door.activity))] == [10, 1]
