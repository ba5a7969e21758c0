"""The demo network, served as `./run` serves it: web server and worker, static files collected and compressed."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "shanghui-demo"
READY_SECONDS = 60
#: compressing these would take most of the preparation
UNSERVED = [word for name in ("ninja", "redoc*", "django_htmx", "core/css") for word in ("-i", name)]
#: argon2 stays; a slow machine that runs other tests beside may lock nobody out
SETTINGS = {"SHANGHUI_STAGE": "test", "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "shanghui.config.settings"}


@dataclass
class House:
    """A server of its own on `url`; everything it writes lies in `folder`."""

    folder: Path
    url: str
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()


def environment(folder: Path, **more: str) -> dict[str, str]:
    return os.environ | SETTINGS | {"SHANGHUI_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT / "src")} | more


def prepared(folder: Path) -> Path:
    """A folder with the demo network in it, made once for all processes that test side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            for arguments in (["migrate"], ["demo", "load"], ["collectstatic", "--noinput", *UNSERVED]):
                call = [sys.executable, str(ROOT / "manage.py"), *arguments]
                done = subprocess.run(call, env=environment(folder), cwd=folder, capture_output=True, text=True)
                assert done.returncode == 0, done.stderr
            (folder / "done").touch()
    return folder


def open_house(template: Path, folder: Path) -> House:
    """Serve a copy of the prepared folder; ready when the sign-in page answers."""
    shutil.copytree(template, folder)
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)],
        env=environment(folder, SHANGHUI_SITE_URL=url, SHANGHUI_LOCKOUT_FAILURES="50"),
        cwd=folder,
        stdout=log,
        stderr=log,
    )
    house = House(folder, url, process)
    _wait_for(house)
    return house


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(house: House) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{house.url}/account/login/", timeout=5)
            return
        except OSError:
            if house.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((house.folder / "log").read_text()) from None
            time.sleep(0.2)
