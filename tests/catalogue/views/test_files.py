"""The catalogue's tables as files, and the options of a form's search field."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.catalogue.conftest import body


@pytest.mark.parametrize("name", ["regions", "industries", "product-classes", "working-days"])
def test_table_is_exported(secretary_page: Client, name: str) -> None:
    answer = secretary_page.get(reverse("catalogue:export_catalogue", args=[name, "xlsx"]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    rows = list(book.active.values)  # type: ignore[union-attr]
    text = b"".join(
        secretary_page.get(reverse("catalogue:export_catalogue", args=[name, "csv"])).streaming_content  # type: ignore[attr-defined]
    ).decode("utf-8-sig")
    assert len(rows) == len(text.splitlines()) > 10
    assert ",".join(map(str, rows[0])) == text.splitlines()[0]
    assert "attachment" in answer["Content-Disposition"]


def test_export_has_former_names(secretary_page: Client) -> None:
    answer = secretary_page.get(reverse("catalogue:export_catalogue", args=["regions", "csv"]))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "310106,静安区,县区级,310000,上海市,闸北区,310108," in text


def test_unknown_table_is_absent(secretary_page: Client) -> None:
    for name, ending in (("regions", "exe"), ("users", "csv")):
        assert secretary_page.get(reverse("catalogue:export_catalogue", args=[name, ending])).status_code == 404


def test_search_field_offers_what_fits(secretary_page: Client) -> None:
    options = body(secretary_page, "pick", kind="region", q="jd")
    assert 'role="option" data-text="上海市嘉定区 310114"' in options
    assert 'data-text="紧固件制造 3482"' in body(secretary_page, "pick", kind="industry", q="3482")
    assert 'data-text="螺母 0102"' in body(secretary_page, "pick", kind="product_class", q="螺帽")
    assert body(secretary_page, "pick", kind="region").strip() == ""
    assert secretary_page.get(reverse("catalogue:pick"), {"kind": "user"}).status_code == 400


@pytest.mark.parametrize(("kind", "text"), [("region", "区"), ("industry", "制造"), ("product_class", "螺")])
@pytest.mark.parametrize("number", [1, 3])
def test_options_cost_one_query_and_are_few(
    secretary_page: Client,
    kind: str,
    text: str,
    number: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr("shanghui.catalogue.views.files.OFFERED", number)
    with django_assert_num_queries(5):
        assert body(secretary_page, "pick", kind=kind, q=text).count('role="option"') == number
