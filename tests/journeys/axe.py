"""What axe finds serious on a page as it stands."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
ASK_AXE = """async () => (await axe.run({ resultTypes: ["violations"] })).violations
  .filter((found) => ["serious", "critical"].includes(found.impact))
  .map((found) => `${found.id}: ${found.help}: ${found.nodes.slice(0, 4).map((node) => node.html).join(" | ")}`)"""
#: all that its place and colour hang on: the element, its classes and states, and those of everything around it
SHADES = """() => {
  const known = new Map();
  const shade = (node) => {
    if (!node) return "";
    const states = ["open", "hidden", "disabled", "aria-current", "aria-pressed", "aria-selected", "aria-invalid", "data-text"];
    const own = () => [node.localName, node.getAttribute("class"), ...states.map((name) => node.getAttribute(name))].join(" ");
    if (!known.has(node)) known.set(node, `${shade(node.parentElement)}/${own()}`);
    return known.get(node);
  };
  document.body.querySelectorAll("*").forEach(shade);
  return [innerWidth, [...new Set(known.values())]];
}"""
_shades_seen: set[tuple[int, str]] = set()


def found_by_axe(page: Page) -> list[str]:
    """What axe says, unless all of the page is drawn as was seen before at this width: the same parts in another
    language would be found good again."""
    width, shades = page.evaluate(SHADES)
    new = {(width, shade) for shade in shades} - _shades_seen
    if not new:
        return []
    page.evaluate(AXE)
    found: list[str] = page.evaluate(ASK_AXE)
    _shades_seen.update(new)
    return found
