"""Which row is the header? Chinese workbooks begin with a merged title, a line of notes, then a header of one or two rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shanghui.sheets.reading.cells import TEXT

SAMPLE_ROWS = 30
KNOWN_WORD = re.compile(
    "序号|编号|代码|名称|名字|姓名|单位|企业|公司|商会|协会|电话|手机|联系|地址|邮箱|职务|职位|法人|法定代表|负责人|会长|行业"
    "|类别|类型|级别|性别|日期|时间|备注|区县|片区|会费|注册|成立|主营|简介"
    "|标题|描述|品类|数量|单价|预算|采购量|需求量|交货期|交期|截止|要求|可见范围|匿名"
    "|id|no|code|name|phone|mobile|tel|mail|address|title|company|industry|type|date|note|contact"
)
NUMBER_LIKE = re.compile(r"[\d\s.,:/+\-年月日%]+")
DECORATION = re.compile(r"[\s*＊:：()（）]+")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that is not blank: its number in the file (1-based), cell texts, one kind letter per cell."""

    number: int
    cells: list[str]
    kinds: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Header:
    """`row` and `last_row` are row numbers in the file; `titles` are the lines above."""

    row: int
    last_row: int
    names: list[str]
    titles: list[str]


def find_header(sample: Sequence[SheetRow], merges: Sequence[Merge] = (), wanted_row: int | None = None) -> Header:
    """`sample` holds the first rows (at least one). `wanted_row` overrides the guess."""
    index = next((i for i, row in enumerate(sample) if row.number == wanted_row), None)
    if index is None:
        width = max(filled(row) for row in sample)
        index = max(range(len(sample)), key=lambda i: header_score(sample[i], width) - 0.15 * i)
    row = sample[index]
    names, last_row = list(row.cells), row.number
    if index + 1 < len(sample) and has_groups(row, sample[index + 1], merges):
        names, last_row = join_groups(row, sample[index + 1], merges), sample[index + 1].number
    titles = [" ".join(cell.strip() for cell in above.cells if cell.strip()) for above in sample[:index]]
    return Header(row.number, last_row, [tidy(name) for name in names], titles)


def filled(row: SheetRow) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def header_score(row: SheetRow, width: int) -> float:
    """Higher is more like a header: as wide as the table, of distinct short words, some of them known."""
    cells = [(tidy(cell), kind) for cell, kind in zip(row.cells, row.kinds, strict=True) if cell.strip()]
    if not cells or (len(cells) == 1 and width > 1):
        return -9.0
    words = sum(1 for cell, kind in cells if kind == TEXT and len(cell) <= 40 and not NUMBER_LIKE.fullmatch(cell))
    known = sum(1 for cell, _ in cells if is_known(cell))
    distinct = len({cell for cell, _ in cells})
    return len(cells) / width + (words + 0.5 * distinct + 1.5 * known) / len(cells)


def is_known(cell: str) -> bool:
    bare = DECORATION.sub("", cell).lower()
    return len(bare) <= 12 and KNOWN_WORD.search(bare) is not None


def has_groups(row: SheetRow, below: SheetRow, merges: Sequence[Merge]) -> bool:
    """Does the header stand in two rows: groups above, names below them?"""
    groups = [merge for merge in merges if merge.top == merge.bottom == row.number and merge.right > merge.left]
    if not groups or below.number != row.number + 1:
        return False
    under = [below.cells[column - 1] for merge in groups for column in columns(merge) if column <= len(below.cells)]
    return any(under) and not any(NUMBER_LIKE.fullmatch(cell) for cell in under if cell)


def columns(merge: Merge) -> Iterator[int]:
    yield from range(merge.left, merge.right + 1)


def join_groups(row: SheetRow, below: SheetRow, merges: Sequence[Merge]) -> list[str]:
    """联系人 over 姓名 and 电话 becomes 联系人/姓名 and 联系人/电话."""
    width = max(len(row.cells), len(below.cells))
    upper = row.cells + [""] * (width - len(row.cells))
    lower = below.cells + [""] * (width - len(below.cells))
    for merge in merges:
        if merge.top == merge.bottom == row.number:
            for column in columns(merge):
                if column <= width:
                    upper[column - 1] = row.cells[merge.left - 1] if merge.left <= len(row.cells) else ""
    return [
        "/".join(part for part in (tidy(above), tidy(under)) if part) for above, under in zip(upper, lower, strict=True)
    ]


def tidy(name: str) -> str:
    return " ".join(name.split())


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def unique_names(names: Sequence[str], width: int) -> list[str]:
    """Columns without a name get their letter, repeated names a count: 电话, 电话 (2)."""
    result: list[str] = []
    seen: set[str] = set()
    for position in range(width):
        name = (names[position] if position < len(names) else "") or column_letters(position + 1)
        unique, count = name, 1
        while unique in seen:
            count += 1
            unique = f"{name} ({count})"
        seen.add(unique)
        result.append(unique)
    return result
