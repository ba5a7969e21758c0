from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from shanghui.core.management.commands import compile_texts


def test_what_was_compiled_is_named_by_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compile_texts, "compile_all", lambda: [Path("locale/en/LC_MESSAGES/django.mo")])
    out = StringIO()
    call_command("compile_texts", stdout=out)
    assert out.getvalue() == "en: django.mo\n"
