"""A PostgreSQL of its own, from the installed binaries, that a test may stop and start."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


def binaries() -> Path | None:
    """Where initdb lives: beside the one on the path, or where Debian puts the newest."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else (found[-1] if found else None)


@dataclass
class Cluster:
    """Listens on 127.0.0.1 alone. PostgreSQL will not run as root: there, user postgres runs it.

    Without fsync: the machine does not crash here, and what a process has written outlives it.
    """

    folder: Path
    bin: Path
    port: int

    @classmethod
    def made(cls, bin: Path, port: int) -> "Cluster":
        folder = Path(tempfile.mkdtemp(prefix="cluster-"))
        folder.chmod(0o755)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        cluster = cls(folder, bin, port)
        cluster._run("initdb", "-A", "trust", "-U", "shanghui", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        return cluster

    @property
    def url(self) -> str:
        return f"postgres://shanghui@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c shared_buffers=16MB -c fsync=off"
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, mode: str) -> None:
        """`fast` ends sessions and writes everything down; `immediate` is a crash that the next start recovers from."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def remove(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), "-D", str(self.folder / "data"), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
