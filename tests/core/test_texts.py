"""Compiling translated texts."""

import gettext
import os
from pathlib import Path

from shanghui.core.texts import compile_all

PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "导入"\nmsgstr "Import"\n'


def test_texts_are_compiled_once_and_again_after_a_change(tmp_path: Path) -> None:
    po = tmp_path / "en/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")

    (compiled,) = compile_all(tmp_path)

    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("导入") == "Import"
    assert compile_all(tmp_path) == []
    os.utime(po, (compiled.stat().st_mtime + 5,) * 2)
    assert compile_all(tmp_path) == [compiled]
