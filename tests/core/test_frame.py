"""The frame around every page: doors, for whom she acts, refusals."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from shanghui.core import navigation

ACTING = SimpleNamespace(face="紧", name="紧固件工业协会", role_label="秘书处", choices=[])
CHOICES = [SimpleNamespace(id=n, name=f"单位{n}", role_label="秘书处", current=n == 1) for n in (1, 2)]


def entry(label: str, tab: bool | str = False, **more: object) -> SimpleNamespace:
    plain = {
        "url": f"/{label}/",
        "icon": "home",
        "label": label,
        "tab": tab,
        "count": 0,
        "hot": False,
        "current": False,
    }
    return SimpleNamespace(**plain | more)


def drawn(name: str = "base.html", **context: object) -> str:
    request = RequestFactory().get("/here/?q=1")
    for key, value in context.pop("cookies", {}).items():  # type: ignore[attr-defined]
        request.COOKIES[key] = value
    return render_to_string(name, context, request=request)


def test_frame_stands_without_doors_or_acting() -> None:
    html = drawn(navigation=[], acting=None)
    assert "sh-tabs" not in html
    assert "sh-acting" not in html
    assert 'href="#main"' in html


def test_rail_shows_every_door_but_the_entry_button() -> None:
    html = drawn(
        navigation=[entry("工作台", True, current=True, count=3, hot=True), entry("录入", "add"), entry("导入")]
    )
    rail = html.split('class="sh-rail"')[1].split("</nav>")[0]
    assert 'aria-current="page"' in rail
    assert 'class="sh-dot hot">3<' in rail
    assert "录入" not in rail
    assert "导入" in rail


def test_tab_bar_puts_the_rest_under_more() -> None:
    html = drawn(navigation=[entry("工作台", True), entry("录入", "add"), entry("导入")])
    bar, more = html.split('class="sh-tabs"')[1].split("<details", 1)
    assert 'class="add"' in bar
    assert "工作台" in bar
    assert "导入" not in bar
    assert "导入" in more


@pytest.mark.parametrize("choices", [[], CHOICES[:1]])
def test_acting_without_a_choice_is_no_menu(choices: list[SimpleNamespace]) -> None:
    html = drawn(acting=SimpleNamespace(**vars(ACTING) | {"choices": choices}))
    assert "紧固件工业协会" in html
    assert "sh-menu-acting" not in html


def test_names_in_the_frame_are_escaped() -> None:
    html = drawn(acting=SimpleNamespace(**vars(ACTING) | {"name": "<img onerror=x>"}))
    assert "<img onerror" not in html
    assert "&lt;img onerror=x&gt;" in html


def test_larger_text_is_remembered_by_a_cookie() -> None:
    assert 'data-text="large"' in drawn(cookies={"shanghui_text": "large"})
    assert 'data-text="large"' not in drawn(cookies={"shanghui_text": '"><script>'})


def test_demo_pages_say_so() -> None:
    with override("zh-hans"):
        assert "均为虚构" in drawn(demo=True)
        assert "均为虚构" not in drawn(demo=False)


@pytest.mark.parametrize("status", [400, 403, 404, 409, 429])
def test_refusal_of_a_stranger_has_no_doors(status: int) -> None:
    html = drawn(f"{status}.html", navigation=[entry("工作台", True)])
    assert "sh-bare" in html
    assert "sh-rail" not in html
    assert html.count("<dt>") == 3


def test_refusal_of_a_member_keeps_her_doors() -> None:
    html = drawn("404.html", navigation=[entry("工作台", True)], user=SimpleNamespace(is_authenticated=True))
    assert "sh-rail" in html


def test_refusal_says_its_reason() -> None:
    assert "什么都没有改动" in drawn("refusal.html", text="什么都没有改动")


@pytest.mark.parametrize(
    ("path", "current"), [("/", ["/"]), ("/network/areas/4/", ["/network/areas/"]), ("/account/", [])]
)
def test_home_is_the_current_door_only_at_home(path: str, current: list[str]) -> None:
    request = RequestFactory().get(path)
    assert [entry.url for entry in navigation.shown(request) if entry.current] == current
