"""Somebody at a browser who notices everything: messages of the console, refused content, failed requests, axe."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request, Response, expect

from tests.journeys.axe import found_by_axe
from tests.journeys.hands import Hands

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
LANGUAGES = ("zh-hans", "zh-hant", "en")
#: what she may wait for on a machine that does other things beside
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
GONE = ("context was destroyed", "axe is not defined", "navigation")


class Visitor:
    """A page with hands (mouse or keyboard) and a list of all that went wrong on it."""

    def __init__(self, page: Page, hands: Hands, pictures: Path | None = None) -> None:
        """`pictures`: a folder for one of every page as she looked at it."""
        self.page = page
        self.hands = hands
        self.pictures = pictures
        self.problems: list[str] = []
        self.expected: set[int] = set()
        page.set_default_timeout(PATIENCE)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        refused = any(f"status of {status}" in message.text for status in self.expected)
        if message.type in {"error", "warning"} and not refused:
            self.problems.append(f"{self.page.url}: {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        left_behind = request.failure == "net::ERR_ABORTED"  # she went on, or the answer was a download
        if not left_behind:
            self.problems.append(f"{self.page.url}: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.problems.append(f"{self.page.url}: {response.request.method} {response.url}: {response.status}")

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        """A refusal that belongs to the story."""
        self.expected.add(status)
        yield
        self.expected.discard(status)

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def look(self) -> None:
        """As she sees it now: nothing to find for axe, nothing wider than the window."""
        self.page.wait_for_load_state()
        expect(self.page.locator("[hx-trigger=load][aria-busy=true]")).to_have_count(0)
        try:
            found = found_by_axe(self.page)
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        except Error as error:
            if not any(words in str(error) for words in GONE):
                raise
            return self.look()  # the page loaded itself anew, as it does when a job is through
        self.problems += [f"{self.page.url}: {one}" for one in found]
        if wide > 0:
            self.problems.append(f"{self.page.url}: {wide} px wider than the window")
        self._keep()
        return None

    def _keep(self) -> None:
        if self.pictures is None:
            return
        self.pictures.mkdir(parents=True, exist_ok=True)
        number = len(list(self.pictures.iterdir()))
        # as the caret is: hiding it takes a style that the policy of the pages refuses
        self.page.screenshot(path=self.pictures / f"{number:03}.png", full_page=True, caret="initial")

    def press(self, target: Locator | str, *, leads: bool = True) -> None:
        """A link or a button; by default to another page, which she looks at."""
        found = self.find(target)
        if not leads:
            self.hands.press(found)
            return
        with self.page.expect_navigation():
            self.hands.press(found)
        self.look()

    def fill(self, target: Locator | str, text: str) -> None:
        self.hands.fill(self.find(target), text)

    def choose(self, target: Locator | str, value: str) -> None:
        """An entry of a select, by its value."""
        self.hands.choose(self.find(target), value)

    def find(self, target: Locator | str) -> Locator:
        return self.page.locator(target).first if isinstance(target, str) else target.first

    def sees(self, target: Locator | str) -> None:
        expect(self.find(target)).to_be_visible(timeout=PATIENCE)

    def confirm(self, path: str, password: str) -> None:
        """To a page that asks once more whether it is she."""
        self.go(path)
        if "/reauthenticate/" in self.page.url:
            self.fill("input[name=password]", password)
            self.press("form:has(input[name=password]) button:not([type=button])")

    def sign_in(self, name: str, password: str) -> None:
        self.fill("input[name=login]", name)
        self.fill("input[name=password]", password)
        self.press("form:has(input[name=password]) button:not([type=button])")

    def switch_language(self, language: str) -> None:
        """With the buttons in the frame; on a phone they lie in the account's menu."""
        button = self.page.locator(f"button[name=language][value={language}]")
        if self.page.locator("html").get_attribute("lang") == language:
            return
        menu = self.page.locator("header .sh-menu:not(.sh-menu-acting) summary")
        if not button.locator("visible=true").count() and menu.count():
            self.press(menu, leads=False)
            self.look()
        self.press(button.locator("visible=true"))
        assert self.page.locator("html").get_attribute("lang") == language
