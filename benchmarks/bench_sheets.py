"""100,000 rows × 20 columns: write and read in seconds, and how much memory that takes.

Usage: bench_sheets.py [--libraries]   the option also measures XlsxWriter and openpyxl on the same rows.
"""

import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from shanghui.sheets.reading import check_file, read_table
from shanghui.sheets.writing import Cell, Sheet, write_csv, write_xlsx

ROWS, COLUMNS = 100_000, 20
HEADER = [f"第{number}列" for number in range(1, COLUMNS + 1)]


def rows() -> Iterator[list[Cell]]:
    for i in range(ROWS):
        start: list[Cell] = [i, f"张家港市{i}紧固件有限公司", f"91310114MA1GT{i % 100_000:05d}", f"0138{i:08d}"]
        middle: list[Cell] = [
            "江苏省苏州市工业园区星湖街328号",
            dt.date(2024, 1, 1 + i % 28),
            i * 1.25,
            "会员",
            "",
            None,
        ]
        yield start + middle + [f"文字{i}&{j}" for j in range(10)]


def xlsx(target: Path) -> None:
    write_xlsx(target, [Sheet("企业", HEADER, rows())])


def csv(target: Path) -> None:
    write_csv(target, HEADER, rows())


def check(target: Path) -> None:
    check_file(target)


def read(target: Path) -> None:
    with read_table(target) as table:
        count = sum(1 for _ in table.rows())
        if count != ROWS:
            raise SystemExit(f"{count} rows read of {ROWS}")


def xlsxwriter(target: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows()):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif isinstance(cell, dt.date):
                sheet.write_datetime(number, column, cell, day)
            elif cell is not None:
                sheet.write_number(number, column, cell)
    book.close()


def openpyxl(target: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows():
        sheet.append(row)
    book.save(target)


STEPS = {step.__name__: step for step in (xlsx, csv, check, read, xlsxwriter, openpyxl)}


def measure(name: str, target: Path) -> None:
    """One step in a fresh process: its seconds, and its peak memory above the start."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    STEPS[name](target)
    seconds = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{name:>10} {target.suffix:5} {seconds:6.1f} s  +{grown:4.0f} MB, child {child:4.0f} MB, file {target.stat().st_size / 1e6:5.1f} MB"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        book, text = Path(folder) / "bench.xlsx", Path(folder) / "bench.csv"
        steps = [("xlsx", book), ("check", book), ("read", book), ("csv", text), ("read", text)]
        if "--libraries" in sys.argv:
            steps += [("xlsxwriter", Path(folder) / "a.xlsx"), ("openpyxl", Path(folder) / "b.xlsx")]
        for name, target in steps:
            subprocess.run([sys.executable, __file__, name, target], check=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
