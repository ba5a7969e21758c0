"""One server and one browser a process; every test looks with fresh eyes (a context of its own)."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys import house as houses
from tests.journeys.hands import Hands, Keys

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.journeys.visitor import Visitor

Come = Callable[..., "Visitor"]


@pytest.fixture(scope="session")
def house(chromium: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[houses.House]:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = Path(os.environ.get("SHANGHUI_JOURNEYS") or shared / "prepared")  # a kept one spares the next run a minute
    opened = houses.open_house(houses.prepared(folder), base / "house")
    yield opened
    opened.stop()


@pytest.fixture(scope="session")
def signed_in(chromium: "Browser", house: houses.House) -> Callable[[str], Any]:
    """The cookies of a demo account that came through the sign-in page, once a session."""
    known: dict[str, Any] = {}

    def cookies(name: str) -> Any:
        if name not in known:
            context = chromium.new_context(base_url=house.url)
            page = context.new_page()
            page.goto("/account/login/")
            page.fill("input[name=login]", name)
            page.fill("input[name=password]", houses.PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(f"{house.url}/")
            known[name] = [one for one in context.cookies() if one["name"] != "language"]
            context.close()
        return known[name]

    return cookies


def pictures_of(journey: str) -> Path | None:
    """Where the pictures of a journey are kept, if anybody wants to look at them."""
    wanted = os.environ.get("SHANGHUI_PICTURES")
    return Path(wanted) / journey.replace("/", "-") if wanted else None


@pytest.fixture
def come(
    chromium: "Browser", house: houses.House, signed_in: Callable[[str], Any], request: pytest.FixtureRequest
) -> Iterator[Come]:
    """`come(name, size, language, keyboard=…)`: somebody arrives; at the end nothing may have gone wrong."""
    from tests.journeys.visitor import DESK, PATIENCE, Visitor

    visitors: list[Visitor] = []

    def arrive(name: str = "", size: Any = DESK, language: str = "zh-hans", *, keyboard: bool = False) -> Visitor:
        context = chromium.new_context(base_url=house.url, viewport=size, has_touch=size["width"] < 768)
        context.set_default_navigation_timeout(PATIENCE)
        context.add_cookies([{"name": "language", "value": language, "url": house.url}])
        if name:
            context.add_cookies(signed_in(name))
        page = context.new_page()
        visitors.append(Visitor(page, Keys(page) if keyboard else Hands(page), pictures_of(request.node.name)))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.page.context.close()
    problems = [problem for visitor in visitors for problem in visitor.problems]
    assert not problems, "\n".join(dict.fromkeys(problems))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path
