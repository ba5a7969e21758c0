"""The mail server is down: letters leave later, in order, each once."""

import socketserver
import threading

from tests.faults.place import Place, kill, wait_for
from tests.faults.serving import free_port

PUT = """
from shanghui.core.outbox import put
for n in range(3): put("mail", "a@example.org", {"subject": f"letter {n}", "text": "."}, now=timezone.now())
"""


class Letters(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it accepts."""

    allow_reuse_address = True

    def __init__(self, port: int) -> None:
        self.accepted: list[str] = []
        super().__init__(("127.0.0.1", port), Conversation)


class Conversation(socketserver.StreamRequestHandler):
    server: Letters

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                text = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                self.server.accepted.append(text)
            self.wfile.write(b"221 bye\r\n" if line == b"QUIT" else b"250 ok\r\n")


def test_letters_wait_for_a_mail_server_that_is_down_and_leave_once(place: Place) -> None:
    port = free_port()
    place.settings |= {
        "DJANGO_SETTINGS_MODULE": "shanghui.config.settings",
        "SHANGHUI_EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    place.script(PUT)
    worker = place.worker()
    wait_for(lambda: place.query("select 1 from core_outboxmessage where error like '%Refused%' and claimed_by = ''"))
    assert place.query("select state, attempts from core_outboxmessage order by id") == [
        ("waiting", 1), ("waiting", 0), ("waiting", 0),
    ]  # fmt: skip
    with Letters(port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place.query("update core_outboxmessage set due_at = created_at")
        wait_for(lambda: place.query("select distinct state from core_outboxmessage") == [("sent",)])
        kill(worker)
        server.shutdown()
    subjects = [line for text in server.accepted for line in text.splitlines() if line.startswith("Subject:")]
    assert subjects == [f"Subject: letter {number}" for number in range(3)]
