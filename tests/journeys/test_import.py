"""The main journey: sign in, import a messy workbook, mend it, decide on a likely duplicate, commit, undo."""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Come
from tests.journeys.house import PASSWORD
from tests.journeys.visitor import PATIENCE, Visitor
from tests.journeys.ways import WAYS, in_every_way
from tests.journeys.workbook import messy_list, rows_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COMMIT = "form[action$='/commit/'] button >> visible=true"


@in_every_way
def test_import_from_sign_in_to_undo(come: Come, kept: Path, size: Any, language: str, keyboard: bool) -> None:
    visitor = come("", size, keyboard=keyboard)
    visitor.go("/account/login/")
    visitor.switch_language(language)
    visitor.sign_in("secretary", PASSWORD)
    assert visitor.page.locator("html").get_attribute("lang") == language
    number = WAYS.index((size, language, keyboard))
    known = sounds_like(visitor, number)
    upload(visitor, messy_list(kept / "会员.xlsx", known, "甲乙丙丁戊己庚"[number] + "衡"))
    mend(visitor)
    decide(visitor)
    commit(visitor)
    leftovers(visitor, kept)
    undo(visitor)


def sounds_like(visitor: Visitor, number: int) -> str:
    """A member's name without its company form: surely alike, not surely the same."""
    visitor.go("/network/members/")
    names = visitor.page.locator("main tbody th a.text-reset").all_text_contents()
    return names[number].replace("有限公司", "").replace("股份", "")


def upload(visitor: Visitor, path: Path) -> None:
    visitor.go("/sheets/")
    visitor.choose("#kind", "enterprises")
    visitor.hands.attach(visitor.find("#file"), str(path))
    visitor.press("form[enctype] button.btn-primary")
    visitor.sees("#columns")
    selects = visitor.page.locator("#columns select").evaluate_all("nodes => nodes.map((node) => node.value)")
    assert selects[1:4] == ["name", "credit_code", "address"]
    visitor.press("#columns button")
    visitor.sees("#mend")
    visitor.look()


def mend(visitor: Visitor) -> None:
    """One cell by hand, one whole group; the second date stays as it is and is left over."""
    page = visitor.page
    date = page.locator(".sh-fix[action$='/start/'] input[name=text]").first
    visitor.hands.fill(date, "2025-07-01")
    with page.expect_response("**/start/"):
        page.keyboard.press("Enter")
    visitor.sees("[id^=lead]")
    grade = page.locator("form[action*='/mend/grade/']").first
    visitor.choose(grade.locator("select"), grade.locator("option").nth(1).evaluate("node => node.value"))
    visitor.press(grade.locator("button[value=value]"))


def decide(visitor: Visitor) -> None:
    visitor.sees("#pairs")
    visitor.press("#pairs button[value=same]")


def commit(visitor: Visitor) -> None:
    visitor.press(COMMIT)
    visitor.sees("#r")
    visitor.look()


def leftovers(visitor: Visitor, kept: Path) -> None:
    with visitor.page.expect_download() as download:
        visitor.press("a[href$='/leftovers.xlsx']", leads=False)
    download.value.save_as(kept / "leftovers.xlsx")
    rows = rows_of(kept / "leftovers.xlsx")
    assert len(rows) == 2, "the header and the one row with a date that is none"
    assert rows[1][-1], "the reason stands in the last column"


def undo(visitor: Visitor) -> None:
    visitor.go("/sheets/")
    before = visitor.page.locator("form[action$='/undo/']").count()  # other journeys leave imports too
    visitor.press("form[action$='/undo/'] button")
    visitor.page.wait_for_function("() => !document.querySelector('#progress')", timeout=PATIENCE)
    visitor.sees("#r")
    visitor.look()
    visitor.go("/sheets/")
    assert visitor.page.locator("form[action$='/undo/']").count() == before - 1
