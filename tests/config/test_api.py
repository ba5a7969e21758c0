"""The API's root: the description is a file under version control; every no is JSON with a sentence."""

import pytest
from django.test import Client
from tools.openapi import PLACE, description


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
