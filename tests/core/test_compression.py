import gzip

from django.http import HttpResponse
from django.test import RequestFactory

from shanghui.core.compression import GZipTexts


def answered(content_type: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    return GZipTexts(lambda _request: HttpResponse("商会" * 400, content_type=content_type))(request)


def test_texts_go_out_compressed() -> None:
    response = answered("text/html; charset=utf-8")
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == "商会" * 400


def test_workbooks_are_left_alone() -> None:
    response = answered("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    assert "Content-Encoding" not in response
