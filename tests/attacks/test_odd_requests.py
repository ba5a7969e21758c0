"""Requests that no page sends: too long, too odd, for another host, with forged headers, with a way out."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanghui.core.models import AuditRow
from tests.architecture.test_permission_matrix import ask
from tests.attacks.reading import OURS
from tests.factories.house import House

pytestmark = pytest.mark.django_db

ODD = ["²", "٣", "9" * 5000, "-1", "1e9", "%00", "%ED%A0%80", "%F0%9F%A6%84", "'", '"', "%25", "\\", "../../etc/passwd",
       "{{7*7}}", "%0d%0aSet-Cookie:a=b", "null"]  # fmt: skip
ASKING = [
    "/search/?q={}", "/palette/?q={}", "/network/?q={}", "/network/?region={}", "/network/?after={}", "/network/?letter={}",
    "/network/?organisation={}", "/network/?tab=people&post={}", "/network/members/?q={}", "/network/members/?page={}",
    "/network/areas/{{area}}/?year={}", "/network/posts/{{chamber_post}}/hand-over/?person={}", "/network/picture/?focus={}",
    "/network/members/add/?enterprise={}", "/network/enterprises/{{firm}}/merge/?other={}", "/sheets/?page={}",
    "/sheets/{{run}}/rows/?state={}", "/sheets/{{run}}/rows/?page={}", "/catalogue/regions/?q={}", "/catalogue/regions/?page={}",
    "/catalogue/working-days/?year={}", "/catalogue/working-days/?day={}", "/catalogue/pick/?kind=region&q={}",
    "/api/v1/network/enterprises?q={}", "/api/v1/network/enterprises?cursor={}", "/api/v1/network/enterprises?region={}",
    "/api/v1/network/memberships?organisation={}", "/api/v1/network/enterprises/{}", "/account/invitation/{}/",
    "/network/enterprises/{}/", "/catalogue/product-classes/{}/",
]  # fmt: skip
HEADERS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip


def test_odd_value_never_fails_the_server(house: House, clients: dict[str, Client]) -> None:
    """No 500 anywhere: an odd value is refused, or finds nothing."""
    ids = house.ids | {"chamber_post": house.actors["owner"].appointment_id}
    failed = []
    for address in ASKING:
        for odd in ODD:
            status = ask(clients["owner"], "GET", address.format(odd).format(**ids)).status_code
            failed += [f"{address} {odd[:12]} → {status}"] if status >= 500 else []
    assert failed == []


@pytest.mark.parametrize(
    "address", ["/search/?q={}", "/network/?q={}", "/palette/?q={}", "/api/v1/network/people?q={}"]
)
def test_query_of_100_kb_is_cut_or_refused_at_once(house: House, clients: dict[str, Client], address: str) -> None:
    for text in ("螺" * 33_000, "a b " * 25_000, "%" * 100_000):
        with CaptureQueriesContext(connection) as asked:
            status = ask(clients["owner"], "GET", address.format(text)).status_code
        assert status in {200, 400, 414}
        assert max((len(query["sql"]) for query in asked.captured_queries), default=0) < 20_000


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost:80@evil.example", ""])
def test_forged_host_is_refused(house: House, clients: dict[str, Client], host: str) -> None:
    for role in ("anonymous", "owner"):
        answer = clients[role].get("/account/login/", headers={"Host": host})
        assert answer.status_code == 400
        assert b"evil" not in answer.content


def test_forwarded_headers_are_ignored(house: House, clients: dict[str, Client]) -> None:
    """Without a proxy of ours nobody says who or where she is."""
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "127.0.0.1", "X-Real-Ip": "127.0.0.1"}
    assert "evil" not in clients["anonymous"].get("/network/", headers=forged).headers["Location"]
    assert clients["anonymous"].get("/metrics", headers=forged, REMOTE_ADDR="203.0.113.9").status_code == 404
    assert clients["anonymous"].get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404


@pytest.mark.parametrize(
    "way", ["//evil.example", "https://evil.example", r"\\evil.example", "javascript:alert(1)", "///evil"]
)
def test_way_out_after_signing_in_or_acting_leads_home(house: House, way: str) -> None:
    browser = Client()
    facts = {"login": house.users["owner"].username, "password": "longmarchofwords", "next": way}
    assert browser.post("/account/login/", facts).headers["Location"] == "/"
    post = house.actors["owner"].appointment_id
    assert browser.post("/network/acting-as/", {"appointment": post, "next": way}).headers["Location"] == "/network/"
    assert "evil" not in browser.post("/language/setlang/", {"language": "en", "next": way}).headers["Location"]


def test_every_page_bears_the_headers_and_a_policy_without_inline_code(
    house: House, clients: dict[str, Client]
) -> None:
    wrong = []
    for line in OURS:
        for role in ("anonymous", "owner"):
            answer = ask(clients[role], "GET", line.url(house))
            policy = answer.headers.get("Content-Security-Policy", "")
            fits = "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
            if not fits or any(answer.headers.get(name) != value for name, value in HEADERS.items()):
                wrong.append(f"{role} {line.address}")
    assert wrong == []


def test_errors_show_neither_stack_nor_sql(
    house: House, clients: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ValueError("SELECT secret FROM network_enterprise")

    monkeypatch.setattr("shanghui.portal.views.find", broken)
    monkeypatch.setattr("shanghui.network.api.people.page", broken)
    for url in ("/search/?q=a", "/api/v1/network/people"):
        answer = ask(clients["owner"], "GET", url)
        assert answer.status_code == 500
        for told in (b"SELECT", b"Traceback", b".py", b"ValueError"):
            assert told not in answer.content


def test_asking_for_a_foreign_row_is_audited(house: House, clients: dict[str, Client]) -> None:
    """Answered like an absent one, but the trail knows who asked for what."""
    for address in ("/network/enterprises/{firm}/", "/api/v1/network/enterprises/{firm}", "/network/people/{clerk}/",
                    "/network/members/{membership}/let-go/", "/network/posts/{clerk_post}/end/", "/sheets/{run}/",
                    "/network/rearrangements/{rearrangement}/"):  # fmt: skip
        before = AuditRow.objects.filter(action="ask_for_foreign").count()
        assert clients["sibling"].get(address.format(**house.ids)).status_code == 404
        row = AuditRow.objects.filter(action="ask_for_foreign").latest("number")
        assert AuditRow.objects.filter(action="ask_for_foreign").count() == before + 1, address
        assert row.user_id == house.users["sibling"].pk
