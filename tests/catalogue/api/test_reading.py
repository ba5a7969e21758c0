"""The catalogue over the API."""

from typing import Any

import pytest
from ninja import NinjaAPI
from ninja.testing import TestClient

from shanghui.catalogue.api import router
from shanghui.core.actor import Actor
from shanghui.core.refusal import BadRequest, NotFound, NotPermitted

pytestmark = pytest.mark.usefixtures("catalogue")
READER = Actor(scopes=frozenset({"catalogue:read"}))


@pytest.fixture(scope="module")
def api() -> TestClient:
    NinjaAPI(urls_namespace="catalogue-test").add_router("", router)
    return TestClient(router)


def asked(api: TestClient, path: str, actor: Actor = READER) -> Any:
    response = api.get(path, actor=actor)
    assert response.status_code == 200, response.content
    return response.json()


def test_regions_are_searched_and_read(api: TestClient) -> None:
    assert asked(api, "/regions?q=zhabei")[0]["code"] == "310106"
    assert len(asked(api, "/regions?parent=310000")) == 16
    assert [row["code"] for row in asked(api, "/regions")] == ["110000", "310000", "330000", "810000"]
    region = asked(api, "/regions/310222")
    assert (region["code"], region["parent"], region["level"]) == ("310114", "310000", 3)
    assert region["name_hant"] == "嘉定區"
    assert region["name_en"] == "Jiading District"


def test_industries_are_searched_and_read(api: TestClient) -> None:
    assert asked(api, "/industries?q=3482")[0]["name"] == "紧固件制造"
    assert {row["code"] for row in asked(api, "/industries?parent=C")} == {"31", "33", "34"}
    assert asked(api, "/industries/C3482")["parent"] == "348"


def test_product_classes_are_searched_and_read(api: TestClient) -> None:
    assert asked(api, "/product-classes?q=bolt&limit=1")[0]["code"] == "0101"
    assert [row["code"] for row in asked(api, "/product-classes")] == ["01", "02"]
    row = asked(api, "/product-classes/0101")
    assert (row["industry"], row["parent"], row["unit"]) == ("3482", "01", "件")
    assert "螺丝杆" in row["synonyms"]


def test_working_days_are_told_for_a_span(api: TestClient) -> None:
    days = asked(api, "/working-days?first=2026-01-01&last=2026-01-31")
    assert days == [
        {"date": "2026-01-01", "working": False},
        {"date": "2026-01-02", "working": False},
        {"date": "2026-01-04", "working": True},
    ]


@pytest.mark.parametrize("path", ["/regions/999999", "/industries/zz", "/product-classes/99", "/regions?parent=9"])
def test_absent_is_absent(api: TestClient, path: str) -> None:
    with pytest.raises(NotFound):
        api.get(path, actor=READER)


@pytest.mark.parametrize("span", ["first=2026-02-01&last=2026-01-01", "first=1900-01-01&last=2100-01-01"])
def test_impossible_span_is_refused(api: TestClient, span: str) -> None:
    with pytest.raises(BadRequest):
        api.get(f"/working-days?{span}", actor=READER)


def test_unknown_key_is_refused(api: TestClient) -> None:
    with pytest.raises(BadRequest):
        api.get("/regions?_connector=OR", actor=READER)


@pytest.mark.parametrize(
    "path",
    ["/regions", "/regions/31", "/industries", "/industries/C", "/product-classes", "/product-classes/01",
     "/working-days?first=2026-01-01&last=2026-01-02"],
)  # fmt: skip
def test_token_needs_the_scope(api: TestClient, path: str) -> None:
    with pytest.raises(NotPermitted):
        api.get(path, actor=Actor(scopes=frozenset({"network:read"})))
