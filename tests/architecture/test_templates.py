"""Templates keep the strict content policy and the house's typography; each one compiles."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.utils.translation import override
from tools.join_styles import JOINED

SOURCE = Path(__file__).parents[2] / "src/shanghui"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
INLINE = re.compile(
    r"""\sstyle\s*=|<style|<script(?![^>]*\s(?:src=|type="application/json"))|\son[a-z]+\s*=\s*["']|javascript:|hx-on|href=["']#["']"""
)
HALF_WIDTH = re.compile(r"[一-鿿][,;:!?()]|[,;:!?(][一-鿿]")
GAP = re.compile(r"[一-鿿] (?=[0-9A-Za-z])|[0-9A-Za-z] (?=[一-鿿])")
FULL_WIDTH_TEXT = re.compile(r"""(?:translate|trans)\s+"([^"]*)"|\{% blocktrans[^%]*%\}(.*?)\{% endblocktrans""", re.S)


def name(path: Path) -> str:
    return path.as_posix().split("/templates/")[1]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_compiles(path: Path) -> None:
    get_template(name(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_has_no_inline_code_or_style(path: Path) -> None:
    assert not INLINE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_texts_use_full_width_punctuation_and_no_gap_before_figures(path: Path) -> None:
    for pair in FULL_WIDTH_TEXT.findall(path.read_text(encoding="utf-8")):
        text = re.sub(r"\{\{.*?\}\}|<[^>]*>", "", "".join(pair))
        assert not HALF_WIDTH.search(text), text
        assert not GAP.search(text), text


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_chinese_outside_a_translation_is_refused(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for outside in (
        r"\{% comment.*?endcomment %\}",
        r"\{#.*?#\}",
        r"\{%\s*blocktrans.*?endblocktrans\w*\s*%\}",
        r"\{%.*?%\}",
    ):
        source = re.sub(outside, "", source, flags=re.S)
    source = re.sub(r'<button name="language".*?</button>', "", source)
    assert not re.search(r"[一-鿿]", source)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("status", [500, 503])
def test_pages_of_last_resort_need_no_context(status: int, language: str) -> None:
    with override(language):
        html = get_template(f"{status}.html").render()
    assert f'lang="{language}"' in html
    assert "core/shanghui.css" in html


def test_every_own_class_of_a_template_is_in_the_stylesheet() -> None:
    known = set(re.findall(r"\.(sh-[a-z0-9-]+)", JOINED.read_text(encoding="utf-8")))
    named = re.compile(r'class="[^"]*"')
    own = {
        (name(path), word)
        for path in TEMPLATES
        for value in named.findall(path.read_text(encoding="utf-8"))
        for word in re.findall(r"(?<![\w-])sh-[a-z0-9-]+", value)
    }
    assert not {(path, word) for path, word in own if word not in known}
