"""Translated texts: .po files are under version control, the .mo files that Django reads are made at set-up."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Write django.mo beside every django.po that is newer than it; return the files written."""
    return [_compile(po) for po in sorted(locale.glob("*/LC_MESSAGES/django.po")) if _is_newer(po)]


def _is_newer(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def _compile(po: Path) -> Path:
    with po.open("rb") as source:
        catalog = read_po(source, locale=po.parts[-3])
    target = po.with_suffix(".mo")
    with target.open("wb") as compiled:
        write_mo(compiled, catalog)
    return target
