"""What a refusal, a busy database or an odd query becomes."""

import json

import pytest
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from shanghui.core.middleware import RefusalMiddleware
from shanghui.core.refusal import Gone, NotFound, NotPermitted, Refusal, Stale


@pytest.fixture
def middleware() -> RefusalMiddleware:
    return RefusalMiddleware(lambda request: HttpResponse("page"))


def test_request_without_trouble_passes(middleware: RefusalMiddleware, rf: RequestFactory) -> None:
    request = rf.get("/", {"q": "螺栓_标准件"})
    assert middleware(request).content == b"page"
    assert middleware.process_view(request, None, (), {}) is None


@pytest.mark.parametrize("query", [{"_connector": "OR"}, {"owner__phone": "1"}, {"q": "a\0b"}, {"a\0b": "1"}])
def test_keys_of_a_querys_inner_parts_belong_to_no_page(
    middleware: RefusalMiddleware, rf: RequestFactory, query: dict[str, str]
) -> None:
    page = middleware.process_view(rf.get("/network/", query), None, (), {})
    assert page is not None
    assert page.status_code == 400
    assert "看不懂的内容" in page.content.decode()
    told = middleware.process_view(rf.get("/api/v1/things", query), None, (), {})
    assert told is not None
    assert told.status_code == 400
    assert json.loads(told.content)["refusal"] == "BadRequest"


@pytest.mark.parametrize("refusal", [NotPermitted, Stale, Gone])
def test_refusal_becomes_a_page_with_its_status(
    middleware: RefusalMiddleware, rf: RequestFactory, refusal: type[Refusal]
) -> None:
    page = middleware.process_exception(rf.get("/"), refusal())
    assert page is not None
    assert page.status_code == refusal.status


def test_what_is_not_hers_is_absent(middleware: RefusalMiddleware, rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        middleware.process_exception(rf.get("/"), NotFound())


def test_busy_database_is_a_503_that_says_when_to_come_back(middleware: RefusalMiddleware, rf: RequestFactory) -> None:
    response = middleware.process_exception(rf.get("/"), OperationalError("database is locked"))
    assert response is not None
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "正忙" in response.content.decode()


def test_other_faults_are_none_of_its_business(middleware: RefusalMiddleware, rf: RequestFactory) -> None:
    assert middleware.process_exception(rf.get("/"), ZeroDivisionError()) is None
