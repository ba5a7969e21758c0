"""A small catalogue from the real files: Shanghai, Ningbo, metal industries, fasteners."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from shanghui.catalogue.actions import load, load_catalogue
from shanghui.core.actor import SYSTEM
from tests.factories.network import make_federation, make_officer, make_organisation, make_secretary

KEPT = {
    "regions.csv": ("11", "31", "3300", "3302", "81"),
    "towns.csv": ("330281", "310114"),
    "industries.csv": ("C", "G", "33", "34", "31"),
    "industry_former.csv": ("33", "34", "35"),
    "product_classes.csv": ("01", "02"),
}
_rows = load._rows


def few_rows(name: str) -> Iterator[dict[str, str]]:
    kept = KEPT.get(name)
    for row in _rows(name):
        if name == "product_classes.csv":
            row["industry"] = row["industry"] if row["industry"][:2] in {"33", "34", "31"} else "C"
        if kept is None or row["code"].startswith(kept):
            yield row


@pytest.fixture
def catalogue(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_rows", few_rows)
    load_catalogue(actor=SYSTEM, now=now())


@pytest.fixture
def officer_page(catalogue: None, client: Client) -> Client:
    """A browser in which a federation officer is signed in."""
    client.force_login(make_officer(make_federation())[0])
    return client


@pytest.fixture
def secretary_page(catalogue: None) -> Client:
    """A browser in which a chamber's secretary is signed in: she reads."""
    client = Client()
    client.force_login(make_secretary(make_organisation())[0])
    return client


def body(client: Client, name: str, *args: str, **query: str) -> str:
    response = client.get(reverse(f"catalogue:{name}", args=args), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()
