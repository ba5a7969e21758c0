"""The title of a listing: its own text without words of wanting, contacts and line breaks."""

import re

from shanghui.engines.language.listings.intent import NEEDS, OFFERS
from shanghui.engines.language.listings.page import Page

LONGEST = 60
_INTENT = re.compile(
    f"(?:{NEEDS}|{OFFERS}|[急转]|大家好|各位好?|老板们?|请问|想问一?下|群里|有没有|我们?公司|我司|我厂|本公司|本人|一批|[【\\[(](?:求购|采购|需求|求|收|招聘|招|寻|找|供应|供|出售|售|出租|出|转让|转)[】\\])]|\\d{{1,2}}[、.)](?!\\d)|[①-⑮]|[\\s:!,。;?、-])+"
)  # fmt: skip
_LABEL = re.compile(r"(?:联系人?|电话|手机|微信号?|[vV][xX]|QQ|qq|请?找|请|同号|方式|[::\s])+$")
_GAPS = re.compile(r"[\s,，]+")
_ENDS = "。；;！!？?，, "


def title(page: Page) -> str:
    """Give at most 60 characters of the original; it ends at a comma or stop where one is near enough."""
    lead = _INTENT.match(page.words)
    at = lead.end() if lead and lead.end() < len(page.words) else 0
    parts = []
    for mark in sorted((mark for mark in page.marks if mark.field == "contact"), key=lambda one: one.start):
        start, end = mark.start - page.start, mark.end - page.start
        if start >= at:
            parts.append(_LABEL.sub("", page.original[at:start]))
            at = end
        at = max(at, end)
    parts.append(page.original[at:])
    words = _GAPS.sub("，", "".join(part for part in parts if part)).strip(_ENDS)
    return _cut(words)


def _cut(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    head = words[:LONGEST]
    at = max(head.rfind(sign) for sign in _ENDS)
    return head[:at] if at >= LONGEST // 3 else head
