"""The catalogue's pages: what all of them hold to."""

import pytest
from django.test import Client
from django.urls import reverse

from shanghui.catalogue.models import CalendarDay, ProductClass, Region
from tests.catalogue.conftest import body

PAGES = ["regions", "industries", "product_classes", "working_days"]


@pytest.mark.parametrize("name", [*PAGES, "home", "pick", "add_product_class"])
@pytest.mark.django_db
def test_page_asks_visitors_to_sign_in(client: Client, name: str) -> None:
    response = client.get(reverse(f"catalogue:{name}"))
    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_read_by_everybody(secretary_page: Client, name: str, language: str) -> None:
    secretary_page.cookies["language"] = language
    assert "sh-seg" in body(secretary_page, name)


@pytest.mark.parametrize("name", PAGES)
def test_page_refuses_unknown_keys(secretary_page: Client, name: str) -> None:
    assert secretary_page.get(reverse(f"catalogue:{name}"), {"_connector": "OR"}).status_code == 400


def test_names_are_inert_on_every_page(secretary_page: Client) -> None:
    evil = "<img src=x onerror=alert(1)>"
    Region.objects.filter(code="310114").update(name=evil, aliases=[evil])
    ProductClass.objects.filter(code="0101").update(name=evil, synonyms=[evil])
    CalendarDay.objects.filter(date="2026-02-17").update(note=evil)
    for page in (
        body(secretary_page, "regions", parent="310000"),
        body(secretary_page, "regions", parent="310114"),
        body(secretary_page, "product_classes"),
        body(secretary_page, "product_class", "0101"),
        body(secretary_page, "working_days", year="2026"),
        body(secretary_page, "pick", kind="region", q="310114"),
    ):
        assert "<img src=x" not in page
        assert "&lt;img" in page
