"""Finding, moving, handing over, looking; with the mouse on a phone and with the keyboard alone at a desk."""

from typing import Any

import pytest
from playwright.sync_api import expect

from shanghui.engines.language import initials
from shanghui.network.demo.firms import firms
from tests.journeys.conftest import Come
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WAYS = [(PHONE, "en", False), (DESK, "zh-hans", True)]
#: of a member of the association whose secretary signs in
FIRM = next(firm for firm in firms() if any(body == "上海市紧固件工业协会" for body, _grade in firm.joins))
INITIALS = initials(FIRM.short_name)
NEXT = "main form[method=post] button:not(.sh-btn-quiet)"


def chamber(visitor: Visitor, initials: str) -> None:
    """To a chamber's page, by the initials of its name."""
    visitor.go("/network/?tab=organisations")
    visitor.fill("#q", initials)
    with visitor.page.expect_response(lambda response: f"q={initials}" in response.url):
        visitor.page.keyboard.press("Enter")
    visitor.press("#list tbody th a")


@pytest.mark.parametrize(("size", "language", "keyboard"), WAYS)
def test_find_a_firm_by_initials(come: Come, size: Any, language: str, keyboard: bool) -> None:
    visitor = come("secretary", size, language, keyboard=keyboard)
    visitor.go("/")
    if keyboard:
        visitor.page.keyboard.press("Control+k")
    else:
        visitor.press(".sh-find", leads=False)
    visitor.sees("#palette input")
    visitor.page.keyboard.type(INITIALS)
    firm = visitor.page.locator("#palette [role=option][href*='/enterprises/']").first
    expect(firm).to_be_visible()
    visitor.look()
    name = firm.locator("b").text_content() or ""
    if keyboard:
        while firm.get_attribute("aria-selected") != "true":
            visitor.page.keyboard.press("ArrowDown")
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Enter")
    else:
        visitor.press(firm)
    expect(visitor.page.locator("h1")).to_contain_text(name)
    visitor.go("/network/")
    visitor.fill("#q", INITIALS)
    with visitor.page.expect_response(lambda response: f"q={INITIALS}" in response.url):
        visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#list tbody").first).to_contain_text(name)
    visitor.look()


@pytest.mark.parametrize(("size", "language", "keyboard"), WAYS)
def test_move_a_chamber_to_another_area_and_back(come: Come, size: Any, language: str, keyboard: bool) -> None:
    visitor = come("officer", size, language, keyboard=keyboard)
    chamber(visitor, "mjxh")
    visitor.press("a[href$='/move/']")
    areas = visitor.page.locator("#id_parent option", has_text="西片区")
    visitor.choose("#id_parent", areas.first.get_attribute("value") or "")
    visitor.press(NEXT)
    visitor.press(NEXT)
    assert "/rearrangements/" in visitor.page.url
    visitor.press("form[action$='/undo/'] button")
    assert visitor.page.locator("form[action$='/undo/']").count() == 0


@pytest.mark.parametrize(("size", "language", "keyboard"), WAYS)
def test_hand_over_a_post_and_take_it_back(come: Come, size: Any, language: str, keyboard: bool) -> None:
    visitor = come("officer", size, language, keyboard=keyboard)
    chamber(visitor, "bzxh" if keyboard else "spsh")
    visitor.press("main aside a[href*='/people/']")
    visitor.press("a[href$='/hand-over/']")
    with visitor.expecting(422):
        visitor.press(NEXT)
    visitor.sees("[aria-invalid=true], .sh-errors, .invalid-feedback, .errorlist")
    visitor.fill("#id_name", "江望北")
    visitor.press(NEXT)
    visitor.press(NEXT)
    assert "/rearrangements/" in visitor.page.url
    visitor.press("form[action$='/undo/'] button")
    assert visitor.page.locator("form[action$='/undo/']").count() == 0


@pytest.mark.parametrize(("size", "language", "keyboard"), [*WAYS, (DESK, "zh-hant", False)])
def test_look_at_the_network(come: Come, size: Any, language: str, keyboard: bool) -> None:
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


@pytest.mark.parametrize(("size", "language", "keyboard"), WAYS)
def test_act_for_another_organisation(come: Come, size: Any, language: str, keyboard: bool) -> None:
    visitor = come("secretary", size, language, keyboard=keyboard)
    visitor.go("/")
    before = visitor.find("summary.sh-acting b").text_content()
    for _ in range(2):
        visitor.press("summary.sh-acting", leads=False)
        visitor.look()
        visitor.press("button[name=appointment]:not([aria-current])")
    assert visitor.find("summary.sh-acting b").text_content() == before
