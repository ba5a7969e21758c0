"""Finding, acting for another, moving, handing over, looking: three people, each on one visit in every way."""

from typing import Any

import pytest
from playwright.sync_api import expect

from shanghui.engines.language import initials
from shanghui.network.demo.firms import firms
from tests.journeys.conftest import Come
from tests.journeys.hands import Keys
from tests.journeys.visitor import Visitor
from tests.journeys.ways import WAYS, in_every_way

pytestmark = [pytest.mark.browser, pytest.mark.slow]
#: of a member of the association whose secretary signs in
FIRM = next(firm for firm in firms() if any(body == "上海市紧固件工业协会" for body, _grade in firm.joins))
INITIALS = initials(FIRM.short_name)
NEXT = "main form[method=post] button:not(.sh-btn-quiet)"


@in_every_way
def test_secretary_finds_a_firm_and_acts_for_another(come: Come, size: Any, language: str, keyboard: bool) -> None:
    visitor = come("secretary", size, language, keyboard=keyboard)
    act_for_another_and_back(visitor)
    find_in_the_palette(visitor)
    find_in_the_directory(visitor)


@in_every_way
def test_officer_moves_a_chamber_and_hands_over_a_post(come: Come, size: Any, language: str, keyboard: bool) -> None:
    visitor = come("officer", size, language, keyboard=keyboard)
    move_to_another_area(visitor)
    undo(visitor)
    hand_over(visitor, "江望北" + "甲乙丙丁戊己庚"[WAYS.index((size, language, keyboard))])
    undo(visitor)


@in_every_way
def test_convener_looks_at_the_network(come: Come, size: Any, language: str, keyboard: bool) -> None:
    visitor = come("convener", size, language, keyboard=keyboard)
    visitor.go("/network/picture/")
    drawn = visitor.page.locator("svg.sh-network >> visible=true").locator("a")
    listed = visitor.page.locator("#table section").first.locator("tbody tr")
    assert drawn.count() == listed.count() > 10
    visitor.press(".sh-seg a:not([aria-current])")
    visitor.page.go_back()
    node = visitor.page.locator("svg.sh-network >> visible=true").locator("a[href*='/areas/']").first
    visitor.press(node)
    assert "/network/areas/" in visitor.page.url


def act_for_another_and_back(visitor: Visitor) -> None:
    visitor.go("/")
    before = visitor.find("summary.sh-acting b").text_content()
    for is_back in (False, True):
        visitor.press("summary.sh-acting", leads=False)
        visitor.look()
        visitor.press("button[name=appointment]:not([aria-current])")
        assert (visitor.find("summary.sh-acting b").text_content() == before) is is_back


def find_in_the_palette(visitor: Visitor) -> None:
    by_keyboard = isinstance(visitor.hands, Keys)
    if by_keyboard:
        visitor.page.keyboard.press("Control+k")
    else:
        visitor.press(".sh-find", leads=False)
    visitor.sees("#palette input")
    visitor.page.keyboard.type(INITIALS)
    firm = visitor.page.locator("#palette [role=option][href*='/enterprises/']").first
    expect(firm).to_be_visible()
    visitor.look()
    name = firm.locator("b").text_content() or ""
    if by_keyboard:
        while firm.get_attribute("aria-selected") != "true":
            visitor.page.keyboard.press("ArrowDown")
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Enter")
        visitor.look()
    else:
        visitor.press(firm)
    expect(visitor.page.locator("h1")).to_contain_text(name)


def find_in_the_directory(visitor: Visitor) -> None:
    name = visitor.find("h1").text_content() or ""
    visitor.go("/network/")
    search_list(visitor, INITIALS)
    expect(visitor.page.locator("#list tbody").first).to_contain_text(name)


def search_list(visitor: Visitor, initials: str) -> None:
    visitor.fill("#q", initials)
    with visitor.page.expect_response(lambda response: f"q={initials}" in response.url):
        visitor.page.keyboard.press("Enter")
    visitor.look()


def move_to_another_area(visitor: Visitor) -> None:
    visitor.go("/network/?tab=organisations")
    search_list(visitor, "mjxh")
    visitor.press("#list tbody th a")
    visitor.press("a[href$='/move/']")
    areas = visitor.page.locator("#id_parent option", has_text="西片区")
    visitor.choose("#id_parent", areas.first.get_attribute("value") or "")
    visitor.press(NEXT)
    visitor.press(NEXT)


def hand_over(visitor: Visitor, to: str) -> None:
    visitor.page.goto("/network/?tab=organisations&q=bzxh")
    visitor.press("#list tbody th a")
    visitor.press("main aside a[href*='/people/']")
    visitor.press("a[href$='/hand-over/']")
    with visitor.expecting(422):
        visitor.press(NEXT)
    visitor.sees("[aria-invalid=true], .sh-errors, .invalid-feedback, .errorlist")
    visitor.fill("#id_name", to)
    visitor.press(NEXT)
    visitor.press(NEXT)


def undo(visitor: Visitor) -> None:
    assert "/rearrangements/" in visitor.page.url
    visitor.press("form[action$='/undo/'] button")
    assert visitor.page.locator("form[action$='/undo/']").count() == 0
