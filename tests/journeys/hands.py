"""Two ways to use a page: a pointer, or the keyboard alone."""

from playwright.sync_api import Locator, Page

#: more stops than any page needs from one control to the next
FAR = 400
FOCUSED = "node => node === document.activeElement"
#: an outline, a shadow, or (inside a drawing) a frame around what is reached
SHOWN = """node => {
  const drawn = [node, ...node.querySelectorAll(".hit, path, .form-check-label"), node.closest("label, .sh-menu, .sh-drop") || node];
  const marked = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1)
    || style.boxShadow !== "none" || parseFloat(style.strokeWidth) >= 2;
  return drawn.some((one) => marked(getComputedStyle(one)));
}"""


class Hands:
    """With a pointer."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def fill(self, target: Locator, text: str) -> None:
        target.fill(text)

    def choose(self, target: Locator, value: str) -> None:
        target.select_option(value)

    def attach(self, target: Locator, path: str) -> None:
        target.set_input_files(path)


class Keys(Hands):
    """With Tab, Enter, Space and arrows; what is reached must show it and lie in the window."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        # Choosers are caught from when somebody listens for them, and that is told to the browser beside the keys: a
        # busy one would see the key first.
        page.on("filechooser", lambda chooser: None)

    def press(self, target: Locator) -> None:
        self.reach(target)
        tag = target.evaluate("node => node.type === 'checkbox' ? 'checkbox' : node.tagName")
        self.page.keyboard.press("Space" if tag == "checkbox" else "Enter")

    def fill(self, target: Locator, text: str) -> None:
        self.reach(target)
        if target.get_attribute("type") == "date":
            return target.fill(text)  # how a date is typed differs from one language of the browser to the next
        self.page.keyboard.press("Control+a")
        return self.page.keyboard.type(text)

    def choose(self, target: Locator, value: str) -> None:
        self.reach(target)
        values = target.evaluate("node => [...node.options].map((option) => option.value)")
        steps = values.index(value) - target.evaluate("node => node.selectedIndex")
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        assert target.input_value() == value

    def attach(self, target: Locator, path: str) -> None:
        self.reach(target)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(path)

    def reach(self, target: Locator) -> None:
        """Tab until it is reached; the page neither holds the focus nor hides it."""
        for _ in range(FAR):
            if target.evaluate(FOCUSED):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"not reached by Tab: {target}")
        assert target.evaluate(SHOWN), f"focus is not visible: {target.evaluate('node => node.outerHTML')}"
        box, size = target.bounding_box(), self.page.viewport_size
        assert box is not None
        assert size is not None
        assert -box["height"] < box["y"] < size["height"], f"out of sight: {target}"
