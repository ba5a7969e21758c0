"""A payload as every name: inert on every page, in JSON, in files."""

import json
import re

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client

from tests.attacks.reading import pages
from tests.factories.house import House

pytestmark = pytest.mark.django_db

IMAGE = "<img src=x onerror=alert(1)>"
FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1"]
#: columns that hold codes, keys and digests, not words of people
NEVER = re.compile(r"code|kind|order|post|grade|state|audience|role|hash|prefix|sha|search|sort_key|purpose|username|"
                   r"password|mobile|language|email|website|refusal|token|initials|pinyin|action|channel|receiver|file$")  # fmt: skip


def fill_all_texts(payload: str) -> int:
    """Every text of every row of our mechanisms, straight into the tables; returns how many columns."""
    count = 0
    for app in ("network", "sheets", "catalogue", "accounts", "core"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                text = isinstance(field, models.CharField | models.TextField)
                if text and not field.choices and not field.unique and not NEVER.search(field.name):
                    value = payload[: field.max_length or None]
                    rows = model._base_manager.exclude(**{field.name: ""}) if field.blank else model._base_manager.all()
                    count += rows.exclude(**{f"{field.name}__isnull": True}).update(**{field.name: value}) > 0
    return count


@pytest.mark.parametrize("role", ["owner", "officer"])
def test_markup_as_name_stays_text_on_every_page(house: House, clients: dict[str, Client], role: str) -> None:
    with transaction.atomic():
        assert fill_all_texts(IMAGE) > 20
        live, shown = [], 0
        for address, answer, text in pages(house, clients[role]):
            kind = answer.headers["Content-Type"]
            live += [address] if kind.startswith("text/html") and "<img src=x" in text else []
            shown += "&lt;img src=x" in text
            if kind.startswith("application/json"):
                json.loads(text)
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
        transaction.set_rollback(True)
    assert live == []
    assert shown > 15


@pytest.mark.parametrize("payload", FORMULAS)
def test_formula_as_name_stays_text_in_files(house: House, clients: dict[str, Client], payload: str) -> None:
    from tests.architecture.test_permission_matrix import ask
    from tests.attacks.reading import text_of

    with transaction.atomic():
        fill_all_texts(payload)
        sheets = [text_of(ask(clients["owner"], "GET", f"/network/{name}.xlsx")) for name in ("enterprises", "members")]
        csv = text_of(ask(clients["owner"], "GET", "/network/enterprises.csv"))
        transaction.set_rollback(True)
    assert all("<f>" not in sheet and "<f " not in sheet for sheet in sheets)
    assert "'" + payload in csv
    assert not re.search(r'(?:^|,)"?' + re.escape(payload), csv, re.MULTILINE)
