"""What a scanner types."""

import pytest

from shanghui.activities.queries.codes import code_address, guest_of_code, read_code
from shanghui.activities.rules import OtherActivity
from shanghui.core.refusal import NotFound
from tests.activities.doors import Door, open_door

CODE = "Ab3_-" + "x" * 17


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        f"  {CODE}\r\n",
        f"https://example.org/activities/c/{CODE}/",
        f"http://10.0.0.1:8000/activities/c/{CODE}",
        CODE.translate({ord("A"): "Ａ", ord("_"): "＿"}),
    ],
)
def test_code_is_read(text: str) -> None:
    assert read_code(text) == CODE


@pytest.mark.parametrize(
    "text", ["", "张三", CODE + "x", CODE[:-1], f"https://example.org/other/{CODE}/", f"{CODE} {CODE}"]
)
def test_other_texts_are_no_code(text: str) -> None:
    assert read_code(text) == ""


def test_code_on_the_badge_leads_back_to_the_guest(door: Door) -> None:
    guest = door.guest()
    assert guest_of_code(code_address(guest), door.activity) == guest
    assert len(guest.code) == 22  # 128 bit
    with pytest.raises(OtherActivity):
        guest_of_code(guest.code, open_door(door.world).activity)
    for text in ("", "x" * 22):
        with pytest.raises(NotFound):
            guest_of_code(text)
