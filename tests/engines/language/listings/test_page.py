import re

from tests.engines.language.listings.support import page


def test_what_is_taken_is_not_found_again() -> None:
    sheet = page("5吨 3吨")
    sheet.take("quantity", 0, 2)
    assert [found[0] for found in sheet.find(re.compile(r"\d吨"))] == ["3吨"]
    assert (sheet.marks[0].field, sheet.marks[0].start, sheet.marks[0].value) == ("quantity", 0, "5吨")
    assert not sheet.is_free(1, 3)


def test_a_mark_may_lie_over_another() -> None:
    sheet = page("求购螺栓")
    sheet.mark("side", 0, 2, "need")
    assert sheet.rest == "求购螺栓"
    sheet.paint(0, 2)
    assert sheet.rest == "\x00\x00螺栓"
    assert len(sheet.marks) == 1


def test_a_clause_ends_at_commas() -> None:
    assert page("要5吨,最好嘉定的,急").clause(6, 8) == "最好嘉定的"
