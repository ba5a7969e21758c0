"""Journey 2: a matchmaking event in an afternoon, played whole: sixty firms, the organiser at a desk, three guests on phones."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import expect

from tests.journeys import fair
from tests.journeys.conftest import Come
from tests.journeys.house import House
from tests.journeys.visitor import DESK, LANGUAGES, PHONE, Visitor
from tests.journeys.ways import GONE, WAYS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOURS = 4
SPOKEN = LANGUAGES if GONE is WAYS else LANGUAGES[:1]


@dataclass
class Guest:
    """Somebody on a phone, with the secret of her private link."""

    visitor: Visitor
    name: str
    key: str

    @property
    def page(self) -> str:
        return f"/activities/m/{self.key}/"


def tomorrow() -> datetime:
    """Nine in the morning."""
    return localtime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)


@pytest.mark.parametrize("language", SPOKEN)
def test_a_whole_event_with_sixty_firms(come: Come, house: House, language: str) -> None:
    organiser = come("convener", DESK, language)
    begin = tomorrow()
    number = announce(organiser, begin)
    guests = [register(come, organiser, number, name, language) for name in ("丁采购", "孟供应", "沙供应")]
    fair.fill(house.folder, number)
    wish_and_answer(guests)
    schedule(organiser, number)
    move(organiser)
    publish(organiser, number)
    read_schedule(guests[0])
    minutes = int((begin - localtime()).total_seconds() // 60)
    fair.let_pass(house.folder, number, minutes + 25)  # the first slot is over, the second runs
    check_in(come("convener", PHONE, language), number, guests, fair.codes(house.folder, number))
    repair(organiser, number)
    begin_introductions(organiser, number)


def announce(visitor: Visitor, begin: datetime) -> int:
    """From a draft to a published activity with sessions and tables; its number."""
    visitor.go("/activities/new/")
    visitor.choose("select[name=kind]", "matchmaking")
    visitor.fill("input[name=title]", "六十家供需对接会")
    visitor.fill("input[name=venue]", "会展中心二楼")
    for fold in visitor.page.locator("main form details > summary").all():
        fold.click()
    end = begin + timedelta(hours=HOURS)
    for name, at in (("starts_at", begin), ("ends_at", end), ("register_until", end)):
        visitor.page.locator(f"input[name={name}]").fill(at.strftime("%Y-%m-%dT%H:%M"))
    visitor.page.locator("input[name=confirmation][value=none]").check()
    visitor.press("main button.btn-primary[name=save]")
    if visitor.page.locator("input[name=anyway]").count():
        visitor.press("main button.btn-primary[name=save]")
    visitor.press("form[action$='/publish/'] button")
    number = int(re.findall(r"/activities/(\d+)/", visitor.page.url)[0])
    visitor.go(f"/activities/{number}/matchmaking/setup/")
    visitor.fill("input[name=s0-name]", "全天")
    visitor.page.locator("input[name=s0-on]").fill(begin.strftime("%Y-%m-%d"))
    visitor.page.locator("input[name=s0-begin]").fill(begin.strftime("%H:%M"))
    visitor.page.locator("input[name=s0-end]").fill(end.strftime("%H:%M"))
    for name, value in (("tables", "20"), ("quota", "8"), ("floor", "1")):
        visitor.fill(f"input[name={name}]", value)
    visitor.press("main form button.btn-primary")
    return number


def register(come: Come, organiser: Visitor, number: int, name: str, language: str) -> Guest:
    """By the public address, without an account; then what she comes for."""
    organiser.go(f"/activities/{number}/poster/")
    organiser.go(f"/activities/{number}/")
    path = re.search(r"/activities/r/[\w-]+/", organiser.page.content())
    assert path
    visitor = come("", PHONE, language)
    visitor.go(path[0])
    visitor.fill("input[name=name]", name)
    visitor.fill("input[name=firm]", f"{name}的公司")
    visitor.fill("input[name=phone]", f"139{abs(hash(name)) % 10**8:08}")
    visitor.page.locator("input[name=agreed]").check()
    visitor.press("main form button.btn-primary")
    key = re.findall(r"/activities/g/([\w-]+)/", visitor.page.url)[0]
    guest = Guest(visitor, name, key)
    visitor.go(f"{guest.page}join/")
    visitor.choose("select[name=part]", "buyer" if "采购" in name else "seller")
    visitor.fill("textarea[name=needs]" if "采购" in name else "textarea[name=offers]", "钛合金异形铆钉")
    visitor.press("main form button.btn-primary")
    return guest


def wish_and_answer(guests: list[Guest]) -> None:
    """The buyer wishes to meet both; one says yes, the other no."""
    buyer, yes, no = guests
    for other in (yes, no):
        buyer.visitor.go(f"{buyer.page}hall/?q={other.name}")
        buyer.visitor.press("main form[action$='/do/wish/'] button >> visible=true")
    for guest, step in ((yes, "accept"), (no, "decline")):
        guest.visitor.go(guest.page)
        guest.visitor.press(f"form[action$='/do/{step}/'] button")
    buyer.visitor.go(buyer.page)
    buyer.visitor.sees(f"text={yes.name}")


def schedule(visitor: Visitor, number: int) -> None:
    """With live progress, until the board stands."""
    visitor.go(f"/activities/{number}/board/")
    visitor.choose(
        "select[name=seconds]", visitor.page.locator("select[name=seconds] option").first.get_attribute("value") or ""
    )
    visitor.press("form[action$='/schedule/'] button.btn-primary")
    visitor.sees("#board td[data-encounter]")
    visitor.look()


def move(visitor: Visitor) -> None:
    """Dragged onto a taken table it is refused with the reason; onto a free one that fits it goes."""
    cell = visitor.page.locator("#board td[data-encounter]").first
    encounter = cell.get_attribute("data-encounter")
    cell.scroll_into_view_if_needed()
    lift(visitor, cell)
    visitor.sees("#board td.unfit[data-encounter]")
    taken = visitor.page.locator("#board td.unfit[data-encounter] >> visible=true").first
    say = visitor.page.locator("#board-say")
    drop(visitor, taken)
    expect(say).to_have_class(re.compile("late"))
    assert len(say.inner_text()) > 5
    expect(visitor.page.locator(f"#board td[data-encounter='{encounter}']")).to_have_count(1)
    lift(visitor, cell)
    free = visitor.page.locator("#board td.fits:not([data-encounter])").first
    visitor.sees(free)
    target = free.get_attribute("data-cell")
    with visitor.page.expect_navigation():
        drop(visitor, free)
    expect(visitor.page.locator(f"#board td[data-cell='{target}']")).to_have_attribute(
        "data-encounter", encounter or ""
    )
    visitor.look()


def lift(visitor: Visitor, cell: Any) -> None:
    box = cell.bounding_box()
    assert box
    mouse = visitor.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2 + 12, box["y"] + box["height"] / 2 + 12, steps=4)


def drop(visitor: Visitor, cell: Any) -> None:
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box
    visitor.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
    visitor.page.mouse.up()


def publish(visitor: Visitor, number: int) -> None:
    visitor.go(f"/activities/{number}/board/")
    visitor.press("form[action$='/publish/'] button")
    visitor.sees("form[action$='/unpublish/'] button")


def read_schedule(guest: Guest) -> None:
    """Her page says when, where and with whom; the calendar file too."""
    guest.visitor.go(guest.page)
    guest.visitor.sees("#schedule")
    answer = guest.visitor.page.request.get(f"{guest.page}schedule.ics")
    assert answer.status == 200
    assert "BEGIN:VEVENT" in answer.text()


def check_in(door: Visitor, number: int, guests: list[Guest], codes: dict[str, str]) -> None:
    """One by the list, one by her code; the code again is used."""
    first, second = guests[:2]
    door.go(f"/activities/{number}/door/")
    door.fill("input[type=search]", first.name)
    door.sees("#door-guests .sh-count:text-is('1')")
    line = door.page.locator(f"#door-guests li:has-text('{first.name}')")
    expect(line).to_have_count(1)
    door.press(line.locator("form[action$='/door/arrive/'] button"), leads=False)
    door.sees(f"li:has-text('{first.name}') form[action$='/door/undo/'] button")
    address = f"/activities/c/{codes[second.name]}/"
    door.go(address)
    token = door.page.locator("main form input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    door.press("main form button.btn-primary")
    door.sees(".sh-tag.on")
    facts = {"csrfmiddlewaretoken": token or ""}
    again = door.page.request.post(address, form=facts, headers={"Referer": door.page.url})
    assert again.status == 409


def repair(visitor: Visitor, number: int) -> None:
    """A firm did not come: the proposal says whom it moves, and is taken."""
    visitor.go(f"/activities/{number}/board/repairs/")
    visitor.fill("#absent ~ .card-body input[name=guest], form[action$='/absent/'] input[name=guest]", "来宾05")
    visitor.press("form[action$='/repairs/absent/'] button")
    visitor.sees("form[action$='/accept/'] button")
    visitor.press("form[action$='/accept/'] button")
    visitor.sees("main")


def begin_introductions(visitor: Visitor, number: int) -> None:
    """Three of those that are over happened, and become introductions between the firms' secretaries."""
    for done in range(3):
        visitor.go(f"/activities/{number}/results/?state=scheduled")
        line = visitor.page.locator("article.sh-due:has(form[action$='/settle/']):not(:has-text('采购'))").first
        visitor.press(line.locator("details summary"), leads=False)
        visitor.press(line.locator("button[name=state][value=attended]"))
        visitor.go(f"/activities/{number}/results/?state=attended")
        visitor.press("form[action$='/introduce/'] button")
        visitor.go(f"/activities/{number}/results/?state=attended")
        expect(visitor.page.locator("main a[href*='/exchange/introductions/']")).to_have_count(done + 1)
