"""Which row is the header, and what its columns are called."""

import pytest

from shanghui.sheets.reading.header import Merge, SheetRow, column_letters, find_header, unique_names


def row(number: int, *cells: str, kinds: str = "") -> SheetRow:
    return SheetRow(number, list(cells), kinds or "".join("t" if cell else " " for cell in cells))


MEMBERS = [row(4, "甲公司", "周以宁", "13800000001"), row(5, "乙公司", "罗嘉宁", "13800000002")]


def test_title_and_notes_stand_above_the_header() -> None:
    sample = [
        row(1, "会员名册", "", ""),
        row(2, "（截至2026年3月）", "", ""),
        row(3, "企业名称", "联系人", "手机"),
        *MEMBERS,
    ]
    header = find_header(sample)
    assert (header.row, header.last_row, header.names) == (3, 3, ["企业名称", "联系人", "手机"])
    assert header.titles == ["会员名册", "（截至2026年3月）"]


def test_table_of_one_column_has_its_header_in_the_first_row() -> None:
    assert find_header([row(1, "企业名称"), row(2, "甲公司")]).names == ["企业名称"]


def test_header_that_was_chosen_is_taken() -> None:
    sample = [row(1, "企业名称", "手机"), row(2, "公司全称", "电话")]
    assert find_header(sample, wanted_row=2).names == ["公司全称", "电话"]
    assert find_header(sample, wanted_row=99).row == 1


def test_numbers_are_no_header() -> None:
    assert find_header([row(1, "1", "2026-03-01"), row(2, "名称", "日期")]).row == 2


def test_groups_over_names_are_joined() -> None:
    sample = [row(1, "企业", "联系人", ""), row(2, "", "姓名", "电话"), row(3, "甲公司", "周以宁", "13800000001")]
    header = find_header(sample, [Merge(1, 1, 2, 1), Merge(1, 2, 1, 3)])
    assert header.names == ["企业", "联系人/姓名", "联系人/电话"]
    assert (header.row, header.last_row) == (1, 2)


def test_group_wider_than_its_rows_is_joined_as_far_as_they_reach() -> None:
    sample = [row(1, "企业", "联系人"), row(2, "", "姓名", "电话"), row(3, "甲公司", "周以宁", "13800000001")]
    assert find_header(sample, [Merge(1, 2, 1, 9)], wanted_row=1).names == ["企业", "联系人/姓名", "联系人/电话"]
    beyond = find_header(sample, [Merge(1, 2, 1, 3), Merge(1, 3, 1, 4)], wanted_row=1)
    assert beyond.names == ["企业", "联系人/姓名", "电话"]


@pytest.mark.parametrize(
    ("below", "merge"),
    [
        (row(3, "", "姓名", "电话"), Merge(1, 2, 1, 3)),  # a row was left blank between
        (row(2, "甲公司", "2026-03-01", "13800000001"), Merge(1, 2, 1, 3)),  # values, no names
        (row(2, "甲公司", "", ""), Merge(1, 2, 1, 3)),
        (row(2, "甲公司", "周以宁", "会长"), Merge(1, 2, 1, 2)),  # one column wide
        (row(2, "甲公司", "周以宁", "会长"), Merge(1, 2, 2, 3)),  # two rows high
    ],
)
def test_row_below_that_names_nothing_is_no_header(below: SheetRow, merge: Merge) -> None:
    header = find_header([row(1, "企业名称", "联系人", ""), below], [merge], wanted_row=1)
    assert (header.last_row, header.names) == (1, ["企业名称", "联系人", ""])


def test_header_is_the_last_row_where_nothing_follows() -> None:
    assert find_header([row(1, "企业名称", "联系人", "")], [Merge(1, 2, 1, 3)]).last_row == 1


def test_names_are_unique_and_never_empty() -> None:
    assert unique_names(["电话", "", "电话", "电话"], 6) == ["电话", "B", "电话 (2)", "电话 (3)", "E", "F"]


def test_letters_of_columns() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
