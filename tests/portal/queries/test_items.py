"""A long group ends in a link."""

from shanghui.portal.queries.items import SHOWN, Group, Item

ITEM = Item("1天", "后", "题", "因", "/", "办")


def test_long_group_shows_its_first_lines() -> None:
    group = Group("引荐", [ITEM] * (SHOWN + 2), "/exchange/introductions/")
    assert (len(group.first), group.more) == (SHOWN, 2)


def test_group_without_a_list_of_its_own_shows_all() -> None:
    group = Group("资料", [ITEM] * (SHOWN + 2))
    assert (len(group.first), group.more) == (SHOWN + 2, 0)
