"""Journey 1: from the Excel file to a landed result, as three people: a secretary here, one there, a member on a phone."""

from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate
from openpyxl import Workbook

from shanghui.network.demo.firms import firms
from tests.journeys.conftest import Come
from tests.journeys.visitor import PATIENCE, PHONE, Visitor
from tests.journeys.ways import WAYS, in_every_way

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HERE, THERE = "上海市紧固件工业协会", "上海市嘉定区工商业联合会"
#: one a way; nobody else in the demo writes of them, and none is like another
GOODS = (
    "钛合金异形铆钉",
    "陶瓷绝缘套管",
    "碳纤维桨叶",
    "石墨烯发热膜",
    "镁合金压铸支架",
    "蓝宝石视窗片",
    "聚醚醚酮齿轮",
)
STEP = "form[action$='/{step}/'] button.btn-primary, form[action$='/{step}/'] button"


def member_of(body: str, but: str, number: int) -> str:
    """The firm of this number among those that belong to one body and not to the other."""
    bodies = [(firm.name, {name for name, _grade in firm.joins}) for firm in firms()]
    return [name for name, joined in bodies if body in joined and but not in joined][number]


@in_every_way
def test_need_from_a_table_to_a_landed_result(come: Come, kept: Path, size: Any, language: str, keyboard: bool) -> None:
    number = WAYS.index((size, language, keyboard))
    goods = GOODS[number]
    there = come("district", size, language, keyboard=keyboard)
    offer(there, goods, number)
    here = come("secretary", size, language, keyboard=keyboard)
    need = bring_in(here, table(kept / "需求.xlsx", goods, number), goods)
    publish(here, need)
    introduction = introduce(here, need, goods)
    screen(there, introduction)
    answer_on_the_phone(come, link_for_the_member(here, introduction), language)
    land(here, introduction)


def offer(visitor: Visitor, title: str, number: int) -> None:
    """Entered for a member, and published: she has no colleague who signs in."""
    visitor.go("/exchange/listings/new/?side=offer")
    visitor.fill("input[name=enterprise]", member_of(THERE, HERE, number))
    visitor.page.keyboard.press("Escape")
    visitor.fill("input[name=title]", title)
    visitor.press("main form button[name=submit]:not([tabindex])")
    check_and_publish(visitor)


def check_and_publish(visitor: Visitor) -> None:
    form = visitor.page.locator("form[action$='/publish/']")
    for box in form.locator("input[type=checkbox]").all():
        visitor.press(box, leads=False)
    visitor.press(form.locator("button"))
    visitor.sees("form[action$='/close/']")


def table(path: Path, goods: str, number: int) -> Path:
    """A need as a secretary keeps it, with a title line and headings of her own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["会员需求登记"])
    sheet.append(("序号", "公司", "需求名称", "采购量", "地区", "要求"))
    firm = member_of(HERE, THERE, number)
    sheet.append((1, firm, goods, "5万件", "嘉定区及周边", "M6×20；最好有质检报告"))
    book.save(path)
    return path


def bring_in(visitor: Visitor, path: Path, goods: str) -> str:
    """Uploaded, columns as guessed, written; the address of the need that came in."""
    visitor.go("/sheets/")
    visitor.choose("#kind", "needs")
    visitor.hands.attach(visitor.find("#file"), str(path))
    visitor.press("form[enctype] button.btn-primary")
    visitor.sees("#columns")
    visitor.press("#columns button")
    visitor.sees("form[action$='/commit/'] button >> visible=true")
    visitor.press("form[action$='/commit/'] button >> visible=true")
    visitor.sees("#r")
    visitor.go("/exchange/?tab=own&state=submitted&side=need")
    found = visitor.page.locator(f"main a[href*='/exchange/listings/']:has-text('{goods}')").first
    return found.get_attribute("href") or ""


def publish(visitor: Visitor, address: str) -> None:
    visitor.go(address)
    check_and_publish(visitor)


def introduce(visitor: Visitor, address: str, goods: str) -> str:
    """The partner stands first within a minute; one press asks the other secretary. The introduction's address."""
    card = visitor.page.locator(f"#partners article:has-text('{goods}')").first
    for _attempt in range(60):
        visitor.go(address)
        if card.count():
            break
        visitor.page.wait_for_timeout(1000)
    visitor.press(card.locator("a[href*='introductions/new/']"))
    visitor.press("main form button.btn-primary")
    visitor.sees(".sh-timeline, ol")
    return visitor.page.url


def screen(visitor: Visitor, address: str) -> None:
    """She finds it among what waits, lets it pass, and says yes for her member."""
    visitor.go("/exchange/introductions/")
    number = address.rstrip("/").rsplit("/", 1)[1]
    visitor.sees(f"main a[href$='/introductions/{number}/']")
    visitor.go(address)
    contacts_are_hidden(visitor)
    visitor.press(STEP.format(step="screen"))
    visitor.press("form[action$='/consent/'] button.btn-primary")


def contacts_are_hidden(visitor: Visitor) -> None:
    assert "199000" not in visitor.page.locator("main").inner_text()


def link_for_the_member(visitor: Visitor, address: str) -> str:
    visitor.go(address)
    contacts_are_hidden(visitor)
    visitor.press("button[formaction$='/link/']")
    text = visitor.page.locator("textarea, pre").filter(has_text="/exchange/consent/").first
    said = text.input_value() if text.evaluate("node => node.tagName") == "TEXTAREA" else text.inner_text()
    return "/exchange/consent/" + said.split("/exchange/consent/")[1].split()[0]


def answer_on_the_phone(come: Come, link: str, language: str) -> None:
    """Without an account; the link works once."""
    member = come("", PHONE, language)
    member.go(link)
    member.press("form:has(input[value=yes]) button")
    with member.expecting(410):
        member.go(link)


def land(visitor: Visitor, address: str) -> None:
    """Contacts, the meeting, the talks, the result with its amount, and the end."""
    visitor.go(address)
    assert visitor.page.locator("main").inner_text().count("199000") >= 2
    today = localdate().isoformat()
    visitor.fill("form[action$='/meeting/'] input[name=on]", today)
    visitor.press(STEP.format(step="meeting"))
    visitor.press(STEP.format(step="negotiation"))
    form = visitor.page.locator("form[action$='/outcomes/']")
    visitor.choose(form.locator("select[name=kind]"), "landed")
    visitor.fill(form.locator("input[name=on]"), today)
    visitor.fill(form.locator("input[name=amount]"), "120000")
    visitor.press(form.locator("button"))
    visitor.press("details:has(form[action$='/conclude/']) summary", leads=False)
    visitor.press("form[action$='/conclude/'] button")
    visitor.page.locator("form[action$='/conclude/']").wait_for(state="detached", timeout=PATIENCE)
