"""How far a worksheet reaches, told from its markup."""

import pytest

from shanghui.sheets.reading import worksheet_scan
from shanghui.sheets.reading.worksheet_scan import SheetExtent, column_number, scan_worksheet


def test_only_filled_cells_count() -> None:
    chunks = [
        b'<row><c r="B2" s="1"/><c r="A1" s="1"><v>1</v></c>',
        b'<c s="3" r="AB3" t="s"><v>0</v></c><c><v>9</v></c>',
    ]
    assert scan_worksheet(chunks) == SheetExtent(3, 28, 2)


def test_sheet_without_cells_reaches_nowhere() -> None:
    assert scan_worksheet([b"<worksheet>", b"<cols/></worksheet>"]) == SheetExtent()


def test_cells_under_a_prefix_and_in_single_quotes_are_seen() -> None:
    assert scan_worksheet([b"<x:c r='C4'><x:v>1</x:v></x:c>", b"<c r='A1'><v>1</v></c>"]) == SheetExtent(4, 3, 2)


def test_errors_are_told_by_their_place() -> None:
    chunk = b'<c r="A1" t="e"><v>#N/A</v></c><c t=\'e\' r="B2"><v>#REF!</v></c><c r="C3" t="s"><v>0</v></c>'
    assert scan_worksheet([chunk]).errors == {(1, 1), (2, 2)}


def test_so_many_errors_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worksheet_scan, "MAX_ERRORS", 5)
    chunk = "".join(f'<c r="A{row}" t="e"><v>#N/A</v></c>' for row in range(1, 4)).encode()
    more = chunk.replace(b'r="A', b'r="B')
    assert len(scan_worksheet([chunk, more, more]).errors) == 5


def test_number_of_a_column() -> None:
    assert [column_number(letters) for letters in (b"A", b"Z", b"AA", b"XFD")] == [1, 26, 27, 16_384]
