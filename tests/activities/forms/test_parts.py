"""Lines as people write them."""

from datetime import time

import pytest

from shanghui.activities.actions.activity_parts import Point
from shanghui.activities.forms.parts import read_point


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("14:00 主题分享", Point(time(14), "主题分享")),
        ("9：30 签到｜张三", Point(time(9, 30), "签到", "张三")),
        ("14:00-15:00 分享|李四", Point(time(14), "分享", "李四")),
        ("14.30分享", Point(time(14, 30), "分享")),
        ("25:00 夜里", None),
        ("签到", None),
        ("14:00 ｜张三", None),
        ("14:00 " + "长" * 121, None),
    ],
)
def test_point(line: str, point: Point | None) -> None:
    assert read_point(line) == point
