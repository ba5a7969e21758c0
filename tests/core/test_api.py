"""What the API of every mechanism shares."""

import pytest
from django.test import RequestFactory
from ninja import Schema
from pydantic import ValidationError

from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.refusal import BadRequest


class Query(Strict):
    q: str = ""


def test_body_with_an_unknown_key_is_an_error() -> None:
    assert Query(q="甲").q == "甲"
    with pytest.raises(ValidationError):
        Query.model_validate({"q": "甲", "role": "officer"})


def test_query_with_an_unknown_key_is_refused() -> None:
    ensure_query_known(RequestFactory().get("/?q=甲"), Query)
    for query, known in (("q=甲&sort=phone", Query), ("q=甲", Schema)):
        with pytest.raises(BadRequest):
            ensure_query_known(RequestFactory().get(f"/?{query}"), known)
