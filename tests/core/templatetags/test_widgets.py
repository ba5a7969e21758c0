"""The small parts of pages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override

from shanghui.core.templatetags.widgets import options, spoken


def drawn(source: str, request: HttpRequest | None = None, **context: object) -> str:
    scope = RequestContext(request, context) if request else Context(context)
    return Template("{% load widgets %}" + source).render(scope).strip()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (9_999, "9,999"),
        (10_000, "1万"),
        (12_345, "1.23万"),
        (129_000, "12.9万"),
        (1_000_000, "100万"),
        (12_860_400, "1,286万"),
        (99_996_000, "1亿"),
        (129_000_000, "1.29亿"),
        (1_234_567_890_000, "12,346亿"),
        (-35_000, "-3.5万"),
        (Decimal("15000.50"), "1.5万"),
        (Decimal("99.5"), "99.5"),
    ],
)
def test_amount_is_said_in_wan_and_yi(number: int | Decimal, said: str) -> None:
    with override("zh-hans"):
        assert spoken(number) == said


def test_amount_keeps_the_exact_value_in_its_title() -> None:
    with override("zh-hant"):
        html = drawn("{% amount 12860400 '元' %}")
    assert 'title="12,860,400元"' in html
    assert ">1,286萬元<" in html


def test_amount_in_english_keeps_every_digit() -> None:
    with override("en"):
        assert ">12,860,400 yuan<" in drawn("{% amount 12860400 'yuan' %}")


def test_amount_of_nothing_is_empty_but_zero_is_not() -> None:
    assert drawn("{% amount absent %}") == ""
    assert drawn("{% amount none %}", none=None) == ""
    assert ">0<" in drawn("{% amount 0 %}")


@pytest.mark.parametrize(("language", "written"), [("zh-hans", "2026年3月1日"), ("en", "1 Mar 2026")])
def test_day_is_written_as_its_readers_do(language: str, written: str) -> None:
    with override(language):
        assert drawn("{% day d %}", d=date(2026, 3, 1)) == f'<time datetime="2026-03-01">{written}</time>'


def test_moment_is_local() -> None:
    with override("zh-hans"):
        assert "2026年3月1日00:30" in drawn("{% moment m %}", m=datetime(2026, 2, 28, 16, 30, tzinfo=UTC))


def test_day_of_nothing_is_empty() -> None:
    assert drawn("{% day absent %}") == ""


def test_icon_is_decoration_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in drawn("{% icon 'lock' %}")
    html = drawn("{% icon 'lock' label %}", label='<"保密">')
    assert 'role="img" aria-label="&lt;&quot;保密&quot;&gt;"' in html


def test_pagination_keeps_the_other_parameters() -> None:
    request = RequestFactory().get("/", {"q": "螺栓", "page": "3"})
    html = drawn("{% pagination page %}", page=Paginator(range(1000), 20).page(3), request=request)
    assert "page=4" in html
    assert html.count("q=%E8%9E%BA%E6%A0%93") == html.count('href="?')
    assert 'aria-current="page">3<' in html


def test_pagination_of_one_page_is_nothing() -> None:
    request = RequestFactory().get("/")
    assert drawn("{% pagination page %}", page=Paginator([1], 20).page(1), request=request) == ""


class Sample(forms.Form):
    name = forms.CharField(label="名称", help_text="写全称")
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")])
    order = forms.ChoiceField(label="隶属", choices=[("a", "甲")], widget=forms.RadioSelect)
    note = forms.CharField(label="备注", widget=forms.Textarea)
    keep = forms.BooleanField(label="记住")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_field_ties_label_help_and_error_to_its_control() -> None:
    html = str(Sample({})["name"].as_field_group())
    assert '<label class="form-label" for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_form_wears_the_house_style_in_every_control() -> None:
    html = str(Sample())
    assert html.count('class="form-control"') == 2
    assert html.count('class="form-select"') == 1
    assert html.count('class="form-check-input"') == 2
    assert '<legend class="form-label">隶属</legend>' in html
    assert 'type="hidden" name="secret" id="id_secret">' in html


def test_own_class_of_a_control_is_kept() -> None:
    class Marked(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"class": "form-control mono"}))

    assert str(Marked()).count("class=") == str(Marked()).replace('class="form-control mono"', "").count("class=") + 1


def test_options_mark_the_chosen_one_and_escape() -> None:
    html = options([("a", "甲<"), ("b", "乙")], "b")
    assert html == '<option value="a">甲&lt;</option><option value="b" selected>乙</option>'
    assert " selected" not in options([("a", "甲")], None)
