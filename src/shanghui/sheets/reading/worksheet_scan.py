"""How far do the cells of a worksheet reach? A cheap scan of its XML that builds nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# Empty formatted cells (<c …/>) do not count: many sheets are formatted down to the last row.
ATTRIBUTES = rb"""\s(?:[^>]*?\s)??r=["']([A-Z]{1,3})([0-9]{1,7})["'](?:[^>]*[^/>])?>"""
FILLED_CELL = re.compile(rb"<c" + ATTRIBUTES)
FILLED_CELL_WITH_PREFIX = re.compile(rb"<\w+:c" + ATTRIBUTES)
ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']e["'])(?:[^>]*?\s)?r=["']([A-Z]{1,3})([0-9]{1,7})["']""")
MAX_ERRORS = 10_000


@dataclass(slots=True)
class SheetExtent:
    """Last row and column that hold something (1-based), how many cells do, and where errors such as #N/A stand."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    errors: set[tuple[int, int]] = field(default_factory=set)


def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def scan_worksheet(chunks: Iterable[bytes]) -> SheetExtent:
    """`chunks` hold whole tags. Cells without a reference are not seen: they cannot lie apart."""
    extent = SheetExtent()
    for chunk in chunks:
        found = FILLED_CELL.findall(chunk)
        if b":c " in chunk:
            found += FILLED_CELL_WITH_PREFIX.findall(chunk)
        if not found:
            continue
        extent.cells += len(found)
        extent.columns = max(extent.columns, *map(column_number, {letters for letters, _ in found}))
        extent.rows = max(extent.rows, *map(int, {digits for _, digits in found}))
        if b'"e"' in chunk or b"'e'" in chunk:
            errors = ((int(row), column_number(letters)) for letters, row in ERROR_CELL.findall(chunk))
            extent.errors.update(
                error for error, _ in zip(errors, range(MAX_ERRORS - len(extent.errors)), strict=False)
            )
    return extent
