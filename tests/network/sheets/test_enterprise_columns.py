"""Which cell can only be what: a column is guessed by its cells where its header says nothing."""

import pytest

from shanghui.network.sheets.enterprise_columns import COLUMNS, headers, is_code_like

BY_KEY = {column.key: column for column in COLUMNS}


@pytest.mark.parametrize(
    ("key", "text", "alike"),
    [
        ("name", "上海砺锋标准件有限公司", True), ("name", "上海博岩弹簧厂", True), ("name", "厂", False), ("name", "沈知微", False),
        ("phone", "138 0000 0001", True), ("phone", "+86 13800000001", True), ("phone", "021-59880000", False),
        ("phone", "500", False), ("email", " a@b.cn ", True), ("email", "a@b", False), ("email", "无", False),
        ("credit_code", "91310114MA1GT0AB12", True), ("credit_code", "９１３１０１１４ＭＡ１ＧＴ０ＡＢ１２", True),
        ("credit_code", "13800000001", False), ("credit_code", "上海砺锋标准件有限公司上海砺锋标准件", False),
    ],
)  # fmt: skip
def test_cell_looks_like_its_column(key: str, text: str, alike: bool) -> None:
    looks_like = BY_KEY[key].looks_like
    assert looks_like is not None
    assert looks_like(text) is alike


def test_no_header_means_two_columns_and_one_column_is_required() -> None:
    known = [header for column in COLUMNS for header in column.aliases]
    assert [header for header in known if known.count(header) > 1] == []
    assert [column.key for column in COLUMNS if column.required] == ["name"]
    assert "信用代码" in headers("credit_code")
    assert not is_code_like("")
