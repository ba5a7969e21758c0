"""The API's root: the description is a file under version control; every no is JSON with a sentence."""

import pytest
from django.db import OperationalError
from django.http import Http404
from django.test import Client
from tools.openapi import PLACE, description

from tests.factories.network import make_visitor


def test_description_is_committed() -> None:
    assert PLACE.read_text(encoding="utf-8") == description(), (
        "the API changed: run `make openapi` and review the change"
    )


@pytest.mark.django_db
def test_unknown_caller_is_refused(client: Client) -> None:
    answer = client.get("/api/v1/network/organisations")
    assert (answer.status_code, answer.json()) == (401, {"refusal": "NotSignedIn"})


@pytest.mark.django_db
def test_absent_operation_answers_404(client: Client) -> None:
    assert client.get("/api/v1/nowhere").status_code == 404


@pytest.mark.django_db
def test_absent_row_answers_as_a_refusal_does(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*args: object) -> None:
        raise Http404

    client.force_login(make_visitor()[0])
    refused = client.get("/api/v1/network/areas/999999/units")
    monkeypatch.setattr("shanghui.network.api.areas.actor_of", absent)
    answer = client.get("/api/v1/network/areas")
    assert (answer.status_code, answer.json()) == (404, refused.json())


@pytest.mark.django_db
def test_wrong_shape_is_told_by_place_without_the_value(client: Client) -> None:
    client.force_login(make_visitor()[0])
    answer = client.get("/api/v1/network/people?limit=secret")
    assert (answer.status_code, answer.json()["refusal"]) == (400, "BadRequest")
    assert answer.json()["errors"] == [{"where": ["query", "limit"], "what": "int_parsing"}]
    assert "secret" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("fault", "status"), [("database is locked", 503), ("no such table: x", 500)])
def test_busy_database_asks_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch, fault: str, status: int
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OperationalError(fault)

    monkeypatch.setattr("shanghui.network.api.areas.actor_of", fail)
    client.force_login(make_visitor()[0])
    client.raise_request_exception = False
    answer = client.get("/api/v1/network/areas")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, "5" if status == 503 else None)
