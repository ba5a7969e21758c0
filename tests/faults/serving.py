"""A served place and a program that writes to it, as operator and user meet them."""

import json
import socket
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.message import Message

from tests.faults.place import ROOT, Place, wait_for

#: status, headers, text
Answer = tuple[int, Message, str]
#: prints the token of a secretary who may write
TOKEN = """
from datetime import timedelta
from shanghui.accounts.actions import create_token
from tests.factories.network import make_organisation, make_secretary
user, actor = make_secretary(make_organisation("上海市紧固件工业协会"))
scopes = ["network:read", "network:write"]
print(create_token(actor=actor, user=user, name="写", scopes=scopes, days=30, now=timezone.now()).raw)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


@dataclass
class Served:
    """`shanghui serve` on a port that the system chose; `before` is the program that starts it, if any."""

    place: Place
    more: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        command = [str(ROOT / "manage.py"), "serve", "--port", str(self.port), *self.more]
        self.process = self.place.start(*command, before=self.before)

    def __enter__(self) -> "Served":
        try:
            wait_for(self.ready)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ready(self) -> bool:
        assert self.process.poll() is None, (self.place.folder / "log").read_text()[-3000:]
        return answers(f"{self.url}/healthz")

    def post(self, token: str, name: str, timeout: float = 60) -> Answer:
        """A firm of this name, sent by a program."""
        request = urllib.request.Request(
            f"{self.url}/api/v1/network/enterprises",
            json.dumps({"name": name}).encode(),
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        return asked(request, timeout)


def asked(request: urllib.request.Request | str, timeout: float = 60) -> Answer:
    try:
        with urllib.request.urlopen(request, timeout=timeout) as reply:
            return reply.status, reply.headers, reply.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read().decode()


class Load:
    """Programs that write and a reader that asks for a page, without a pause, until stopped."""

    def __init__(self, served: Served, token: str, writers: int = 3) -> None:
        self.served, self.token = served, token
        self.acknowledged: list[str] = []
        self.refused: list[Answer] = []
        self.pages: list[Answer] = []
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(writers)]
        self._threads.append(threading.Thread(target=self._read))

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def forget_answers(self) -> None:
        self.refused, self.pages = [], []

    def statuses(self) -> set[int]:
        """What the pages answered."""
        return {status for status, _, _ in self.pages}

    def _write(self, writer: int) -> None:
        number = 0
        while not self._stopping.is_set():
            name = f"上海第{writer}厂{number}号公司"
            answer = self.served.post(self.token, name)
            number += 1
            if answer[0] == 201:
                self.acknowledged.append(name)
            else:
                self.refused.append(answer)
                self._stopping.wait(0.2)

    def _read(self) -> None:
        """With a session to look up: for a stranger the page needs no database."""
        request = urllib.request.Request(
            f"{self.served.url}/account/login/", headers={"Cookie": f"sessionid={'x' * 32}"}
        )
        while not self._stopping.is_set():
            self.pages.append(asked(request))
            self._stopping.wait(0.1)
