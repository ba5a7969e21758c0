import re
from decimal import Decimal

import pytest

from shanghui.engines.language.listings.numerals import NUMBER, SPAN, number, span


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5万", 50_000), ("3.5万", 35_000), ("3万5", 35_000), ("1,200", 1_200), ("2百", 200), ("1.5亿", 150_000_000),
        ("3百万", 3_000_000), ("5k", 5_000), ("2W", 20_000), ("两万五", 25_000), ("一百五十", 150), ("一百五", 150),
        ("三千二", 3_200), ("十五", 15), ("十万", 100_000), ("二〇", 20), ("一千零五", 1_005), ("半", Decimal("0.5")),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, value: object) -> None:
    assert re.fullmatch(NUMBER, text)
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "least", "greatest"),
    [("1-2万", 10_000, 20_000), ("15-20万", 150_000, 200_000), ("8000-1万", 8_000, 10_000), ("三五百", 300, 500),
     ("七八", 7, 8), ("200~100", 100, 200), ("5", 5, 5)],
)  # fmt: skip
def test_spans_share_the_unit_of_their_end(text: str, least: int, greatest: int) -> None:
    found = re.fullmatch(SPAN, text)
    assert found
    assert span(found["low"], found["high"]) == (least, greatest)


def test_digits_of_a_name_are_no_number() -> None:
    assert re.search(NUMBER, "PA66") is None
    assert re.search(NUMBER, "第三方") is None
