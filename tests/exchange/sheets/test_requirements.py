"""A cell of requirements becomes conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.exchange.sheets.requirements import LONGEST, pieces_of, shortened


def read(text: str) -> list[tuple[str, str, str, bool]]:
    return [(one.attribute.value, one.relation.value, one.value, one.must) for one in pieces_of(text)]


def test_what_a_secretary_writes() -> None:
    assert read("10.9级；M12*80、必须提供质检报告，最好包邮") == [
        ("grade", "equal", "10.9级", True),
        ("size", "equal", "M12×80", True),
        ("certificate", "equal", "质检报告", True),
        ("other", "equal", "包邮", False),
    ]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("ISO9001优先", ("certificate", "equal", "ISO9001", False)),
        ("CE认证", ("certificate", "equal", "CE认证", True)),
        ("GB/T 5782", ("standard", "equal", "GB/T 5782", True)),
        ("304不锈钢", ("material", "equal", "304不锈钢", True)),
        ("厚度不低于3mm", ("size", "at_least", "厚度3mm", True)),
        ("不低于厚度3mm", ("size", "at_least", "厚度3mm", True)),
        ("直径50mm以内", ("size", "at_most", "直径50mm", True)),
        ("公差±0.01mm", ("size", "equal", "公差±0.01mm", True)),
        ("30天内交货", ("deadline", "at_most", "30天内交货", True)),
        ("账期60天", ("price", "equal", "账期60天", True)),
        ("最好本地企业", ("region", "near", "本地企业", False)),
        ("产能1,000件以上", ("quantity", "at_least", "产能1,000件以上", True)),
        ("表面发黑", ("other", "equal", "表面发黑", True)),
    ],
)
def test_one_piece(text: str, condition: tuple[str, str, str, bool]) -> None:
    assert read(text) == [condition]


def test_a_piece_that_names_several_things_becomes_several() -> None:
    assert read("10.9级 M12×80 发黑处理") == [
        ("grade", "equal", "10.9级", True),
        ("size", "equal", "M12×80", True),
        ("other", "equal", "发黑处理", True),
    ]


def test_nothing_is_no_condition() -> None:
    assert read("；、 最好；") == []


def test_long_pieces_are_cut_to_what_a_condition_holds() -> None:
    text = "甲" * 250 + "；乙"
    assert shortened(text) == "；".join(["甲" * 120, "甲" * 120, "甲" * 10, "乙"])
    assert all(len(one.value) <= LONGEST for one in pieces_of(shortened(text)))


@given(st.text(alphabet="最好必须不低于级M1280×mm质检报告；、 ，,.±附近°\u3000", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    for one in pieces_of(text):
        assert one.value.strip()
        assert one.text
