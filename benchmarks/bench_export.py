"""The directory as a file, over HTTP from the real server: time to the first byte, total, and peak memory.

    SHANGHUI_DATA_DIR=DIR | DATABASE_URL=… python benchmarks/bench_export.py

The database is one that benchmarks/large_network.py filled (by default in var/bench; BENCH_PORT chooses the port). A
secretary's file has a row for each enterprise that she sees, an officer's a row for each membership. `x bound` is the
time over that of the bare csv module, or of XlsxWriter in constant memory, writing the same cells to a file. Ends with
1 when a promise is not kept: 100,000 rows <= 15 s, the first byte <= 1 s, web process <= 300 MB.
"""

import csv
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

from serving import Client, Server, served, set_up

SECONDS, FIRST, MEMORY = 15, 1, 300
ROWS = 100_000
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Download:
    """A file as it came: seconds to the first byte and to the last, the server's processor time, the cells."""

    first: float
    total: float
    cpu: float
    rows: list[list[object]]
    size: int


def download(server: Server, cookies: dict[str, str], ending: str) -> Download:
    """Read the stream as a browser does: chunk by chunk."""
    from python_calamine import CalamineWorkbook

    cpu, begun = server.cpu(), time.perf_counter()
    answer = Client(cookies).stream(f"/network/enterprises.{ending}")
    assert answer.status == 200, answer.status
    chunks = [answer.read(1)]
    first = time.perf_counter() - begun
    while chunk := answer.read(CHUNK):
        chunks.append(chunk)
    total, used = time.perf_counter() - begun, server.cpu() - cpu
    content = b"".join(chunks)
    if ending == "csv":
        rows: list[list[object]] = [list(row) for row in csv.reader(StringIO(content.decode("utf-8-sig")))]
    else:
        rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return Download(first, total, used, rows, len(content))


def bound(rows: list[list[object]], ending: str) -> float:
    """Seconds that a bare library takes to write the same cells."""
    import xlsxwriter

    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        if ending == "csv":
            with (Path(folder) / "bare.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        else:
            with xlsxwriter.Workbook(Path(folder) / "bare.xlsx", {"constant_memory": True}) as book:
                sheet = book.add_worksheet()
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
    return time.perf_counter() - begun


def main() -> int:
    set_up()
    faults = []
    with served() as server:
        print("who        file     rows   first    total  per 100,000    cpu  x bound    MB  peak MB")
        for username in ("secretary", "officer"):
            cookies = Client().sign_in(username).cookies
            for ending in ("csv", "xlsx"):
                got = download(server, cookies, ending)
                count, ratio = len(got.rows) - 1, got.total / bound(got.rows, ending)
                scaled, peak = got.total * ROWS / count, server.peak()
                print(
                    f"{username:10} {ending:5} {count:7,} {got.first:6.2f}s {got.total:7.1f}s {scaled:10.1f}s "
                    f"{got.cpu:6.1f}s {ratio:8.1f} {got.size / 1e6:5.1f} {peak:8.0f}",
                    flush=True,
                )
                if scaled > SECONDS or got.first > FIRST or peak > MEMORY:
                    faults.append(f"{username}'s {ending}")
    print(f"load {os.getloadavg()[0]:.1f}")
    print("not kept: " + ", ".join(faults) if faults else "all kept")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
