"""Headings as people write them find their column."""

import pytest

from shanghui.exchange.sheets.columns import COLUMNS
from shanghui.exchange.sheets.headers import HEADERS, headers
from shanghui.sheets.column_guess import guess_columns, header_names


def guessed(*names: str) -> list[str]:
    return [guess.column for guess in guess_columns(COLUMNS, names, [], {})]


def test_every_column_has_its_headings() -> None:
    assert {column.key for column in COLUMNS} == set(HEADERS)
    assert "需求名称" in headers("title")


def test_no_heading_means_two_columns() -> None:
    names = [name for column in COLUMNS for name in header_names(column)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("公司 需求名称 产品 采购量 交货期 备注", "enterprise title product_class quantity deadline description"),
        ("供应商 供应名称 供应能力 单价 所在地", "enterprise title quantity price region"),
        ("会员企业 供给名称 月产能 报价（元） 有效期至", "enterprise title quantity price deadline"),
        ("企業名稱 需求標題 規格型號 數量", "enterprise title requirements quantity"),
        ("Enterprise Title Budget Deadline", "enterprise title price deadline"),
    ],
)
def test_headings_of_real_tables(written: str, keys: str) -> None:
    assert guessed(*written.split()) == keys.split()
