"""What holds for every page: axe, weight, width, size of what is touched, and a way through with Tab alone."""

from typing import Any

import pytest

from tests.journeys.conftest import Come
from tests.journeys.house import House
from tests.journeys.visitor import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = [
    "/", "/search/?q=jg", "/network/", "/network/?tab=organisations", "/network/?tab=people", "/network/areas/",
    "/network/picture/", "/network/members/", "/network/members/add/", "/sheets/", "/account/", "/account/tokens/",
    "/account/invitations/", "/account/sessions/", "/account/2fa/", "/catalogue/", "/catalogue/regions/",
    "/catalogue/industries/", "/catalogue/product-classes/", "/catalogue/working-days/",
    "/exchange/", "/exchange/?tab=own", "/exchange/?tab=check", "/exchange/listings/new/?side=need", "/exchange/paste/",
    "/exchange/searches/", "/exchange/introductions/", "/exchange/agreements/", "/exchange/funnel/",
]  # fmt: skip
OPEN = ["/account/login/", "/account/password/reset/"]
WIDTHS = (360, 390, 768, 1024, 1440)
MOST_BYTES, MOST_REQUESTS = 150 * 1024, 12
#: WCAG 2.5.8: 24 px, or room for a circle of 24 px around the middle that touches no other target
SMALL = """() => {
  const open = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !node.closest("svg, .visually-hidden-focusable, dialog:not([open])") && node.type !== "hidden";
  const targets = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(open)
    .map((node) => (["checkbox", "radio"].includes(node.type) && node.labels.length ? node.labels[0] : node))
    .map((node) => ({ node, box: node.getBoundingClientRect() })).filter(({ box }) => box.width > 1);
  const small = ({ box }) => box.height < 23.5 || box.width < 23.5;
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const away = ([x, y], box) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  const apart = (one, other) => small(other)
    ? Math.hypot(middle(one.box)[0] - middle(other.box)[0], middle(one.box)[1] - middle(other.box)[1]) >= 23.5
    : away(middle(one.box), other.box) >= 11.5;
  return targets.filter(small)
    .filter((one) => getComputedStyle(one.node).display !== "inline" || one.node.parentElement.textContent.trim() === one.node.textContent.trim())
    .filter((one) => !targets.every((other) => other === one || other.node.contains(one.node) || apart(one, other)))
    .map(({ node, box }) => `${Math.round(box.width)}x${Math.round(box.height)} ${node.outerHTML.slice(0, 140)}`);
}"""
WIDE = """() => document.documentElement.scrollWidth - innerWidth"""
COVERED = """() => { scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  const bar = document.querySelector(".sh-tabs").getBoundingClientRect();
  return bar.height > 0 && document.querySelector("footer").lastElementChild.getBoundingClientRect().bottom > bar.top; }"""


def details(visitor: Any) -> list[str]:
    """One page of each thing that has many."""
    found = []
    for path, mark in [
        ("/network/", "/network/enterprises/"),
        ("/network/?tab=organisations", "/network/organisations/"),
        ("/network/?tab=people", "/network/people/"),
        ("/network/areas/", "/network/areas/"),
    ]:
        visitor.page.goto(path)
        links = visitor.page.eval_on_selector_all("main a[href]", "nodes => nodes.map((node) => node.pathname || '')")
        found += [link for link in links if link.startswith(mark) and link != mark][:1]
    return found


@pytest.mark.parametrize(("size", "language"), [(PHONE, "zh-hant"), (DESK, "en")])
def test_main_pages_hold_nothing_for_axe_and_fit(come: Come, size: Any, language: str) -> None:
    visitor = come("secretary", size, language)
    for path in PAGES + details(visitor):
        visitor.go(path)
        visitor.problems += [f"{path}: small: {small}" for small in visitor.page.evaluate(SMALL)]
    stranger = come("", size, language)
    for path in OPEN:
        stranger.go(path)
        stranger.problems += [f"{path}: small: {small}" for small in stranger.page.evaluate(SMALL)]


def test_no_page_scrolls_sideways_at_any_width(come: Come) -> None:
    visitor = come("secretary", language="en")
    for path in PAGES + details(visitor):
        visitor.page.goto(path)
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 800})
            wide = visitor.page.evaluate(WIDE)
            if wide > 0:
                visitor.problems.append(f"{path} at {width}: {wide} px wider than the window")
            if visitor.page.evaluate(COVERED):
                visitor.problems.append(f"{path} at {width}: the tab bar covers the end of the page")


def test_pages_are_light(come: Come, house: House) -> None:
    """Bodies as they come over the wire, nothing remembered from before."""
    for path in ["/", "/network/", "/network/?tab=organisations", "/network/areas/", "/network/members/", "/sheets/"]:
        visitor = come("secretary")
        session = visitor.page.context.new_cdp_session(visitor.page)
        session.send("Network.enable")
        taken: list[float] = []
        session.on("Network.loadingFinished", lambda event, taken=taken: taken.append(event["encodedDataLength"]))
        visitor.page.goto(path, wait_until="networkidle")
        weight = sum(taken)
        assert weight <= MOST_BYTES, f"{path}: {weight / 1024:.0f} KB"
        assert len(taken) <= MOST_REQUESTS, f"{path}: {len(taken)} requests"


@pytest.mark.parametrize("path", ["/", "/network/", "/network/picture/", "/sheets/"])
def test_tab_goes_through_a_page_and_out_again(come: Come, path: str) -> None:
    visitor = come("secretary")
    visitor.page.goto(path)
    keys, seen = visitor.page.keyboard, []
    for _ in range(500):
        keys.press("Tab")
        here = visitor.page.evaluate(
            "() => { const node = document.activeElement; if (!node || node === document.body) return '';"
            " if (!node.dataset.stop) { window.stops = (window.stops || 0) + 1; node.dataset.stop = window.stops; }"
            " return node.dataset.stop; }"
        )
        if here in {"", "1"} and seen:
            break
        assert not seen or here != seen[-1], f"{path}: Tab does not leave {here}"
        seen.append(here)
    else:
        raise AssertionError(f"{path}: no end after 500 stops")
    assert len(seen) > 10


def test_plain_error_pages_find_their_styles(come: Come) -> None:
    """They name files without hashes, so that they stand when the hashes are what is missing."""
    asked = come().page.request
    for name in ("core/shanghui.css", "core/vendor/tabler.min.css", "core/seal.svg"):
        assert asked.get(f"/static/{name}").ok, name
