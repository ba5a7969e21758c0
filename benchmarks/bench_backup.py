"""Back up the database at DATABASE_URL and restore it into RESTORE_URL: seconds, size, memory.

    DATABASE_URL=… python benchmarks/large_network.py
    DATABASE_URL=… RESTORE_URL=… python benchmarks/bench_backup.py

Without RESTORE_URL it restores into a new SQLite file. Promise: 100,000 enterprises back up in tens of seconds, in constant memory.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MANAGE = [sys.executable, "-W", "ignore", str(Path(__file__).resolve().parents[1] / "manage.py")]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder)
        target = os.environ.get("RESTORE_URL") or f"sqlite:///{empty / 'restored.sqlite3'}"
        there = os.environ | {"DATABASE_URL": target, "SHANGHUI_DATA_DIR": str(empty / "data")}
        (empty / "data").mkdir()
        file = str(empty / "all.tar.gz")
        _timed("backup", [*MANAGE, "backup", file], dict(os.environ))
        _timed("verify", [*MANAGE, "backup", "--verify", file], dict(os.environ))
        _timed("migrate", [*MANAGE, "migrate", "-v0"], there)
        _timed("restore", [*MANAGE, "restore", file], there)
    return 0


def _timed(name: str, command: list[str], environment: dict[str, str]) -> None:
    begun = time.perf_counter()
    subprocess.run(command, env=environment, check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{name}: {time.perf_counter() - begun:.1f} s, highest memory so far {peak:.0f} MB", flush=True)


if __name__ == "__main__":
    sys.exit(main())
