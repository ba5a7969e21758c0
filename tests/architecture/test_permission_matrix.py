"""Every route × role × format answers as `permission_matrix` says; a route without a line fails, a line without too."""

import json
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from shanghui.core.models import AuditRow
from tests.architecture.permission_matrix import API, BODIES, PAGES
from tests.factories.house import ABSENT, ROLES, House

pytestmark = pytest.mark.django_db

PAGE_ROLES = ROLES[:8]
FRAGMENT_ROLES = ("anonymous", "owner", "sibling")
ASKED = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: the API's own description; the library serves it, and its names are part of no row
DESCRIPTION = {"api/v1/", "api/v1/docs", "api/v1/openapi.json"}
#: views of Django and allauth that answer an odd method by a redirect or like GET; they change nothing by it
LIBRARY = ("account/", "language/")
#: of the audit trail: marks that reading may leave
MARKS = {"ask_for_foreign", "sign_in", "slow_down"}


@dataclass(frozen=True)
class Line:
    method: str
    address: str
    answers: tuple[int, ...]

    def url(self, house: House) -> str:
        return self.address.format(**house.ids)


def lines_of(table: str, columns: int) -> Iterator[Line]:
    for text in table.strip().splitlines():
        if not text.startswith("#"):
            method, address, *rest = text.split()
            answers = [int(one) for one in rest if one != "…"]
            answers += [answers[-1]] * (columns - len(answers)) if rest[-1] == "…" else []
            assert len(answers) == columns, f"{text}: {len(answers)} answers"
            yield Line(method, address, tuple(answers))


PAGE_LINES = list(lines_of(PAGES, len(PAGE_ROLES)))
API_LINES = list(lines_of(API, len(ROLES)))


def ask(client: Client, method: str, url: str, body: object = None, **headers: str) -> HttpResponse:
    """One request whose effects are rolled back, read to its end."""
    facts = {"data": json.dumps(body or {}), "content_type": "application/json"} if url.startswith("/api/") else {}
    cookies = copy(client.cookies)
    with transaction.atomic():
        answer = client.generic(method, url, **(facts if method != "GET" else {}), headers=headers)  # type: ignore[arg-type]
        if answer.streaming:
            answer = HttpResponse(b"".join(answer.streaming_content), headers=answer.headers)  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    client.cookies = cookies  # a sign-out among the lines must not sign the next line out
    return answer  # type: ignore[return-value]


def wrong_answers(
    lines: list[Line], roles: tuple[str, ...], clients: dict[str, Client], house: House, **headers: str
) -> list[str]:
    cache.clear()
    wrong = []
    for line in lines:
        for role, expected in zip(roles, line.answers, strict=True):
            answer = ask(clients[role], line.method, line.url(house), filled(line, house), **headers)
            if answer.status_code != expected:
                wrong.append(f"{role}: {line.method} {line.address} → {answer.status_code}, not {expected}")
    return wrong


def filled(line: Line, house: House) -> object:
    body = BODIES.get(f"{line.method} {line.address}")
    return json.loads(re.sub(r'"\{(\w+)\}"', lambda name: json.dumps(house.ids[name[1]]), json.dumps(body or {})))


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern).removeprefix("^")
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one, route)


def route_of(address: str) -> str:
    """The route that a line asks, with any number for each name."""
    path = re.sub(r"\{(\w+)\}", lambda name: "X1" if name[1] in {"class", "link"} else "1", address.partition("?")[0])
    return resolve(path).route.replace("/^", "/")


LINES = [*PAGE_LINES, *API_LINES]


def test_every_route_has_a_line_and_every_line_a_route() -> None:
    asked = {route_of(line.address) for line in LINES}
    assert set(routes()) - DESCRIPTION == asked


def test_pages_answer_each_role_as_written(house: House, clients: dict[str, Client]) -> None:
    before = list(AuditRow.objects.exclude(action__in=MARKS).values_list("pk", flat=True))
    gets = [line for line in PAGE_LINES if line.method == "GET"]
    assert wrong_answers(gets, PAGE_ROLES, clients, house) == []
    assert list(AuditRow.objects.exclude(action__in=MARKS).values_list("pk", flat=True)) == before


def test_fragments_answer_as_their_pages(house: House, clients: dict[str, Client]) -> None:
    """Three roles tell: who is signed out, who sees the object, who does not."""
    at = [ROLES.index(role) for role in FRAGMENT_ROLES]
    gets = [line for line in PAGE_LINES if line.method == "GET" and not line.address.startswith("/account/")]
    gets = [Line(line.method, line.address, tuple(line.answers[place] for place in at)) for line in gets]
    assert wrong_answers(gets, FRAGMENT_ROLES, clients, house, **{"HX-Request": "true"}) == []


def test_posts_answer_each_role_as_written(house: House, clients: dict[str, Client]) -> None:
    posts = [line for line in PAGE_LINES if line.method != "GET"]
    assert wrong_answers(posts, PAGE_ROLES, clients, house) == []


def test_api_answers_each_role_as_written(house: House, clients: dict[str, Client]) -> None:
    assert wrong_answers(API_LINES, ROLES, clients, house) == []


def test_token_opens_no_page(house: House, clients: dict[str, Client]) -> None:
    lines = [Line(line.method, line.address, (line.answers[0],)) for line in PAGE_LINES]
    assert wrong_answers(lines, ("reader",), clients, house) == []


def test_method_without_a_line_is_not_allowed(house: House, clients: dict[str, Client]) -> None:
    """A state change by GET, a delete by POST …: 405 for the most powerful, 404 where she does not see the object."""
    written = {(line.method, route_of(line.address)) for line in LINES}
    cache.clear()
    wrong = []
    for url, route in {route_of(line.address): line for line in LINES}.items():
        for method in ASKED:
            library = url.startswith(LIBRARY) and method not in {"GET", "POST"}
            if (method, url) not in written and not library:
                status = ask(clients["officer"], method, route.url(house)).status_code
                wrong += [f"{method} {route.address} → {status}"] if status not in {404, 405} else []
    assert wrong == []


def test_post_without_csrf_token_is_refused(house: House) -> None:
    """Signed in by cookie: 403 on every route and method that changes something."""
    browser = house.client("officer", enforce_csrf_checks=True, raise_request_exception=False)
    posts = [line for line in LINES if line.method != "GET"]
    lines = [Line(line.method, line.address, (403,)) for line in posts]
    assert wrong_answers(lines, ("officer",), {"officer": browser}, house) == []


def test_foreign_object_answers_like_an_absent_one(house: House, clients: dict[str, Client]) -> None:
    """Where the sibling gets 404 for the owner's object, status, headers and body are those of an object that is not."""
    at = ROLES.index("sibling")
    tells = []
    for line in LINES:
        if line.answers[at] == 404 and "{" in line.address:
            absent = re.sub(r"\{(?!class)\w+\}", str(ABSENT), line.address).format(**house.ids)
            for headers in ({}, {"HX-Request": "true"}):
                one = ask(clients["sibling"], line.method, line.url(house), filled(line, house), **headers)
                other = ask(clients["sibling"], line.method, absent, filled(line, house), **headers)
                if _shape(one, line.url(house)) != _shape(other, absent):
                    tells.append(f"{line.method} {line.address}")
    assert tells == []


def _shape(answer: HttpResponse, url: str) -> tuple[int, str, str]:
    text = unescape(answer.content.decode()).replace(url, "").replace(url.partition("?")[0], "")
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|data-csrf="\w+"|\{"X-CSRFToken": "\w+"\}', "", text)
    return answer.status_code, answer.headers.get("Content-Type", ""), re.sub(r"[A-Za-z0-9]{64}", "", text)


def test_matrix_file_is_wide_enough_to_read() -> None:
    files = (Path(__file__).parent / "permission_matrix").glob("*.py")
    assert max(len(line) for file in files for line in file.read_text().splitlines()) <= 120
