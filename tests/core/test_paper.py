"""A page becomes a PDF, asks nobody for anything, and says so where it cannot."""

import sys
from pathlib import Path

import pytest

from shanghui.core.paper import PaperMissing, pdf_of

RED = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


def test_page_becomes_a_pdf_with_its_own_pictures() -> None:
    plain, with_picture = pdf_of("<p>岚川机电与久和炉业</p>"), pdf_of(f'<p>岚川机电与久和炉业</p><img src="{RED}">')
    assert plain.startswith(b"%PDF")
    assert b"/Image" in with_picture
    assert b"/Image" not in plain


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import base64
    import socket

    file = tmp_path / "red.png"
    file.write_bytes(base64.b64decode(RED.partition(",")[2]))
    asked: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *facts, **_more: asked.append(facts))
    page = f'<img src="file://{file}"><img src="http://example.org/a.png"><p>好</p>'
    written = pdf_of(page, f"@import '{file.as_uri()}'; body {{ background: url('http://127.0.0.1:9/y.png') }}")
    assert written.startswith(b"%PDF")
    assert b"/Image" not in written
    assert asked == []


@pytest.mark.parametrize("module", ["weasyprint", "weasyprint.urls"])
def test_missing_library_is_a_refusal(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)  # type: ignore[arg-type]
    with pytest.raises(PaperMissing):
        pdf_of("<p>好</p>")
