"""The real server on a filled database, and a browser-like client; shared by the benchmarks over HTTP."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

PORT = int(os.environ.get("BENCH_PORT", "8711"))
PASSWORD = "shanghui-demo"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def set_up() -> None:
    """Django on the database that DATABASE_URL or SHANGHUI_DATA_DIR names; stops where that holds no large network."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
    os.environ.setdefault("SHANGHUI_DATA_DIR", "var/bench")
    os.environ.setdefault("SHANGHUI_PAGES_PER_TEN_MINUTES", "0")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from shanghui.network.models import Enterprise

    call_command("collectstatic", interactive=False, verbosity=0)
    if "network_enterprise" not in connection.introspection.table_names():
        sys.exit("no filled database: run benchmarks/large_network.py with the same environment first")
    count = Enterprise.objects.unrestricted("benchmark").count()
    print(f"{connection.vendor}, {count:,} enterprises, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    connection.close()


class Server:
    """`shanghui serve --no-worker` in its own process group's child."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "django", "serve", "--no-worker", "--port", str(PORT)]
        self.process = subprocess.Popen(command)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                Client().get("/healthz")
                return
            except OSError:
                time.sleep(0.2)
        raise SystemExit("the server did not start")

    def _processes(self) -> Iterator[int]:
        waiting = [self.process.pid]
        while waiting:
            pid = waiting.pop()
            waiting += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
            yield pid

    def peak(self) -> float:
        """Peak resident memory of the largest of its processes, the one that answers, in MB."""
        return max(self._status(pid, "VmHWM") for pid in self._processes())

    @staticmethod
    def _status(pid: int, name: str) -> float:
        text = Path(f"/proc/{pid}/status").read_text()
        found = re.search(rf"^{name}:\s+(\d+)", text, re.M)
        return int(found[1]) / 1024 if found else 0.0

    def cpu(self) -> float:
        """Seconds of processor time that its processes used so far."""
        ticks = 0
        for pid in self._processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(40)


@contextmanager
def served() -> Iterator[Server]:
    server = Server()
    try:
        yield server
    finally:
        server.stop()


class Client:
    """One kept-alive connection with cookies."""

    def __init__(self, cookies: dict[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        self.cookies = dict(cookies or {})

    def _ask(self, method: str, path: str, body: str = "", *, htmx: bool = False) -> http.client.HTTPResponse:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"HX-Request": "true"} if htmx else {}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{PORT}"}
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer

    def get(self, path: str, *, htmx: bool = False) -> tuple[int, bytes]:
        answer = self._ask("GET", path, htmx=htmx)
        return answer.status, answer.read()

    def stream(self, path: str) -> http.client.HTTPResponse:
        return self._ask("GET", path)

    def sign_in(self, username: str) -> "Client":
        page = self.get("/account/login/")[1].decode()
        found = TOKEN.search(page)
        assert found, "no sign-in form"
        form = {"csrfmiddlewaretoken": found[1], "login": username, "password": PASSWORD}
        answer = self._ask("POST", "/account/login/", urlencode(form))
        answer.read()
        assert answer.status == 302, f"{username} could not sign in: {answer.status}"
        return self


def quantile(seconds: Sequence[float], part: float) -> float:
    """The value below which this part of the sample lies, in milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000
