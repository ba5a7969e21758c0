"""The shape of the house: sizes, names, labels, foreign keys that point down."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from shanghui.core.labels import refusal_labels
from shanghui.core.refusal import Refusal

SOURCE = Path(__file__).resolve().parents[2] / "src" / "shanghui"
ORDER = ["core", "accounts", "sheets", "catalogue", "network", "exchange", "activities", "portal"]
FILES = [file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts]
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services", "base"}


def test_files_are_short() -> None:
    long = {
        str(file.relative_to(SOURCE)): lines for file in FILES if (lines := len(file.read_text().splitlines())) > 400
    }
    assert long == {}


def test_functions_are_short() -> None:
    long = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 50:
                long.append(f"{file.relative_to(SOURCE)}:{node.name}")
    assert long == []


def test_files_are_named_by_nouns() -> None:
    assert [file for file in FILES if file.stem in FORBIDDEN_NAMES] == []


def test_foreign_keys_point_down() -> None:
    upward = []
    for model in apps.get_models():
        if model._meta.app_label not in ORDER:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                target = field.related_model._meta.app_label  # type: ignore[union-attr]
                if target in ORDER and ORDER.index(target) > ORDER.index(model._meta.app_label):
                    upward.append(f"{model.__name__}.{field.name}")
    assert upward == []


def _subclasses(cls: type[Refusal]) -> set[type[Refusal]]:
    return {sub for direct in cls.__subclasses__() for sub in {direct, *_subclasses(direct)}}


@pytest.mark.django_db
def test_every_refusal_has_a_label() -> None:
    labelled = {refusal for labels in refusal_labels() for refusal in labels}
    raised = {refusal for refusal in _subclasses(Refusal) if not refusal.__subclasses__()}
    ours = {refusal for refusal in raised if refusal.__module__.startswith("shanghui.")}
    assert {refusal.__name__ for refusal in ours - labelled} == set()
