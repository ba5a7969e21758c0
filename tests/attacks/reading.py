"""Read every GET line of the permission matrix as one role, files unpacked to text."""

import io
import json
import zipfile
from collections.abc import Iterator

from django.http import HttpResponse
from django.test import Client

from tests.architecture.test_permission_matrix import LINES, ask
from tests.factories.house import House

READS = [line for line in LINES if line.method == "GET"]
OURS = [line for line in READS if not line.address.startswith(("/account/2fa", "/account/password", "/account/logout"))]


def pages(house: House, client: Client) -> Iterator[tuple[str, HttpResponse, str]]:
    """(address, answer, text) of every line."""
    for line in OURS:
        answer = ask(client, "GET", line.url(house))
        yield line.address, answer, text_of(answer)


def text_of(answer: HttpResponse) -> str:
    body = answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    if answer.headers["Content-Type"].startswith("application/json") and body:
        return json.dumps(json.loads(body), ensure_ascii=False)  # as people read it, not in escapes
    if answer.headers["Content-Type"].startswith(("image/png", "application/pdf")):
        return body.decode("latin-1")  # pictures and paper: what stands in them uncompressed
    return body.decode("utf-8")
