"""A search that is kept: what is published after it stands on the home page within a minute, is looked through and let go."""

from typing import Any

import pytest

from tests.journeys.conftest import Come
from tests.journeys.test_exchange import offer
from tests.journeys.visitor import Visitor
from tests.journeys.ways import WAYS, in_every_way

pytestmark = [pytest.mark.browser, pytest.mark.slow]
#: one a way, as in journey 1, and nothing that is sought there
GOODS = ("钨铜触头", "氮化硼坩埚", "芳纶蜂窝板", "铍青铜簧片", "聚酰亚胺薄膜", "碳化硅磨轮", "羟基磷灰石粉")


@in_every_way
def test_search_is_kept_and_tells_what_is_new(come: Come, size: Any, language: str, keyboard: bool) -> None:
    number = WAYS.index((size, language, keyboard))
    goods = GOODS[number]
    here = come("secretary", size, language, keyboard=keyboard)
    name = f"{goods}{number}"
    keep(here, goods, name)
    offer(come("district", size, language, keyboard=keyboard), goods, number + len(WAYS))
    find(here, name, goods)
    look_through(here)
    let_go(here, name)


def keep(visitor: Visitor, goods: str, name: str) -> None:
    """Nothing is there yet; she asks to be told."""
    visitor.go(f"/exchange/?tab=offers&q={goods}")
    assert not visitor.page.locator("main tbody tr").count()
    visitor.press("details:has(form[action$='/searches/save/']) summary", leads=False)
    visitor.fill("form[action$='/searches/save/'] input[name=name]", name)
    visitor.press("form[action$='/searches/save/'] button.btn-primary")
    assert name in visitor.page.locator("h1").inner_text()


def find(visitor: Visitor, name: str, goods: str) -> None:
    """It waits for her at home within a minute."""
    entry = visitor.page.locator(f"main a[href*='/searches/']:has-text('{name}')").first
    for _attempt in range(60):
        visitor.go("/")
        if entry.count():
            break
        visitor.page.wait_for_timeout(1000)
    visitor.press(entry)
    visitor.sees(f"[aria-labelledby=news] :text('{goods}')")


def look_through(visitor: Visitor) -> None:
    visitor.press("form[action$='/open/'] button")
    assert "/exchange/searches/" in visitor.page.url


def let_go(visitor: Visitor, name: str) -> None:
    entry = visitor.page.locator(f"main a:has-text('{name}')").first
    visitor.press(entry)
    assert not visitor.page.locator("form[action$='/open/']").count()  # nothing is new any more
    visitor.press("form[action$='/delete/'] button")
    assert not visitor.page.locator(f"main a:has-text('{name}')").count()
