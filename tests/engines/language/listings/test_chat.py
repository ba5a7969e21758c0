from datetime import date

import pytest

from shanghui.engines.language.listings.chat import messages
from tests.engines.language.listings.support import TODAY


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("张三 2026-03-09 10:22", date(2026, 3, 9)), ("张三  2026/3/9 10:22:05", date(2026, 3, 9)), ("2026-03-09 14:02:11 张三(12345678)", date(2026, 3, 9)),
        ("2026-03-09 14:02:40 张三<zs@qq.com>", date(2026, 3, 9)), ("张三  上午 9:12", TODAY), ("张三 昨天 21:05", date(2026, 3, 9)),
        ("张三 星期五 9:12", date(2026, 3, 6)), ("张三 2026年3月9日 9:12", date(2026, 3, 9)),
    ],
)  # fmt: skip
def test_heads_of_exports_tell_who_and_when(head: str, day: date) -> None:
    text = f"{head}\n求购螺栓\n"
    (message,) = messages(text, TODAY)
    assert (message.said_by, message.said_on) == ("张三", day)
    assert text[message.start : message.end].strip() == "求购螺栓"


def test_words_may_go_on_in_the_line_of_the_head() -> None:
    text = "[2026-03-09 10:22] 张三: 求购螺栓"
    (message,) = messages(text, TODAY)
    assert (message.said_by, text[message.start : message.end]) == ("张三", "求购螺栓")


def test_a_day_in_a_line_of_its_own_holds_for_what_follows() -> None:
    text = "—— 2026-03-01 ——\n张三 10:22\n求购螺栓".replace("—", "-")
    assert [one.said_on for one in messages(text, TODAY) if one.said_by] == [date(2026, 3, 1)]


def test_names_before_a_colon_count_only_in_a_conversation() -> None:
    assert [one.said_by for one in messages("张三:\n求购螺栓\n李四:\n我有", TODAY)] == ["张三", "李四"]
    assert [one.said_by for one in messages("低价处理:\n螺栓5吨", TODAY)] == [""]
    assert [one.said_by for one in messages("螺栓:\n5吨", TODAY)] == [""]


def test_what_stands_before_the_first_head_is_a_message_of_nobody() -> None:
    found = messages("转发\n张三 2026-13-45 10:22\n求购", TODAY)
    assert [(one.said_by, one.said_on) for one in found] == [("", None), ("张三", None)]
    assert len(messages("求购螺栓", TODAY)) == 1


def test_the_first_day_of_the_calendar_is_survived() -> None:
    assert messages("张三 昨天 10:22\n求购", date(1, 1, 1))[0].said_on is None
