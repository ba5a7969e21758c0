"""Texts that a spreadsheet program would evaluate, made inert in .csv and brought back exactly."""

import re

# CWE-1236; the fullwidth forms are evaluated by programs set to Chinese or Japanese.
EVALUATED = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
NEEDS_MARK = re.compile(rf"'*{EVALUATED}")
HAS_MARK = re.compile(rf"'+{EVALUATED}")
NEGATIVE_NUMBER = re.compile(r"-\d+(?:\.\d+)?%?")


def mark_inert(text: str) -> str:
    """Prefix an apostrophe where a program might evaluate the text. Undone by `unmark_inert`, always."""
    if NEEDS_MARK.match(text) and not NEGATIVE_NUMBER.fullmatch(text):
        return "'" + text
    return text


def unmark_inert(text: str) -> str:
    return text[1:] if HAS_MARK.match(text) else text
