"""Where things stand in the network picture."""

from itertools import pairwise

from shanghui.network.layout import ROW, Link, Node, cut, draw, length

NODES = [
    Node("f", "市工商联", 0),
    Node("a", "北片区", 1),
    Node("u", "紧固件协会", 2, 70),
    Node("v", "Logistics chamber", 2, 20),
]


def test_rows_never_overlap_at_any_width() -> None:
    for width in (358, 1080):
        drawing = draw(NODES, [Link("u", "v", 3)], width=width)
        heights = [row.y for row in drawing.nodes]
        assert [second - first for first, second in pairwise(heights)] == [ROW] * 3
        assert all(row.text_x + length(row.label) <= width * 0.64 + 1 for row in drawing.nodes)
        assert drawing.height > heights[-1]


def test_branches_lead_from_parent_to_child() -> None:
    drawing = draw(NODES, [], width=358)
    assert len(drawing.branches) == 3
    assert drawing.branches[0].startswith(f"M{drawing.nodes[0].x} {drawing.nodes[0].y}V")


def test_weightier_links_are_wider_and_lie_on_top() -> None:
    drawing = draw(NODES, [Link("u", "v", 9), Link("a", "u", 1), Link("u", "gone", 5)], width=358)
    assert [drawn.link.weight for drawn in drawing.links] == [1, 9]
    assert drawing.links[0].width < drawing.links[1].width == 9


def test_larger_members_make_larger_dots() -> None:
    rows = draw(NODES, [], width=358).nodes
    assert rows[2].radius > rows[3].radius > rows[0].radius


def test_long_label_is_cut_to_its_room() -> None:
    assert cut("上海市紧固件工业协会", 70) == "上海市紧…"
    assert cut("短", 70) == "短"


def test_empty_picture_has_no_rows() -> None:
    assert draw([], [], width=358).nodes == []
