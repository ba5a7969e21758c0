"""A chat export in its messages: who said what on which day. A text that is no export is one message of nobody."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

_DAY = r"(?P<year>20\d\d|\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
_SHORT_DAY = r"(?P<short_month>1[0-2]|0?[1-9])[-/.月](?P<short_day>3[01]|[12]\d|0?[1-9])日?"
_TIME = r"(?:上午|下午|晚上|中午|凌晨|早上|AM|PM|am|pm)?\s?\d{1,2}:\d{2}(?::\d{2})?\s?(?:AM|PM|am|pm)?"
_NAME = r"(?P<name>[^\s:,。!?;](?:[^\n:,。!?;]{0,28}?[^\s:,。!?;])?)"
_RELATIVE = r"(?P<ago>今天|昨天|前天|(?:星期|周)[一二三四五六日天])?"
_HEADS = (
    re.compile(rf"{_NAME}\s+{_DAY}\s+{_TIME}\s*(?::\s*(?P<text>.*))?"),
    re.compile(rf"{_DAY}\s+{_TIME}\s+{_NAME}\s*(?::\s*(?P<text>.*))?"),
    re.compile(rf"\[{_DAY},?\s+{_TIME}\]\s*{_NAME}\s*:\s*(?P<text>.*)"),
    re.compile(rf"{_NAME}\s+{_SHORT_DAY}\s+{_TIME}\s*(?::\s*(?P<text>.*))?"),
    re.compile(rf"{_SHORT_DAY}\s+{_TIME}\s+{_NAME}\s*(?::\s*(?P<text>.*))?"),
    re.compile(rf"{_NAME}\s+{_RELATIVE}\s*{_TIME}\s*"),
    re.compile(rf"{_RELATIVE}\s*{_TIME}\s+{_NAME}\s*:\s*(?P<text>.*)"),
    re.compile(r"(?P<name>[^\s:,。!?;【】]{1,12}):\s*"),
)
_TALK = re.compile(r"(?P<name>[^\s:,。!?;【】\d][^\s:,。!?;【】]{0,7}):\s*(?P<text>\S.*)")
_DATE_LINE = re.compile(rf"[-—=\s]*{_DAY}(?:\s*(?:星期|周).)?(?:\s+{_TIME})?[-—=\s]*")
_LONGEST_HEAD = 120
_LONGEST_READ = 1_000
# a line of these and a colon is a field of a form, not the name of who speaks
_FIELD = re.compile(
    "处理|低价|特价|清仓|需求|供应|供给|求购|采购|汇总|如下|要求|联系|电话|产品|名称|数量|价格|规格|说明|备注|地址|地点|时间|交期|介绍|业务|招聘|岗位|信息|清单|出售|转让|出租|求租|急|内容|标题|公司|通知|预算|类型|合作|项目|供|求|接龙|大家|各位|您?好"
)
_QQ_NUMBER = re.compile(r"(?:\(\d{4,12}\)|<[^<>]{3,60}>)$")
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Message:
    """What one person wrote: the places of the body in the text; `head_end` is where its first head line ended."""

    start: int
    end: int
    said_by: str = ""
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    name: str
    day: date | None
    body: int
    has_time: bool = False


def messages(folded: str, today: date) -> list[Message]:
    """Give the messages of a folded text in order; consecutive ones of one person stay apart."""
    heads, day = [], None
    for start, end in _lines(folded):
        line = folded[start:end]
        if (found := _date_line(line)) is not None:
            day = found
            heads.append((start, _Head("", day, end)))
        elif (head := _head(line, start, today, day)) is not None:
            day = head.day or day
            heads.append((start, head))
    if not _is_export([head for _, head in heads]):
        return _talk(folded) or [Message(0, len(folded))]
    ends = [start for start, _ in heads[1:]] + [len(folded)]
    first = [Message(0, heads[0][0])] if folded[: heads[0][0]].strip() else []
    said = [Message(head.body, end, head.name, head.day) for (_, head), end in zip(heads, ends, strict=True)]
    return first + [one if one.said_by else replace(one, said_on=one.said_on) for one in said]


def _talk(folded: str) -> list[Message]:
    """Read lines such as 「张三:求…」 without times as messages, where names come back as they do in a talk."""
    found = []
    for start, end in _lines(folded):
        line = folded[start : min(end, start + _LONGEST_READ)]
        said = _TALK.fullmatch(line.strip())
        if said and not _FIELD.search(said["name"]):
            at = start + len(line) - len(line.lstrip())
            found.append((at, at + said.start("text"), said["name"]))
        elif line.strip() and not found:
            return []
    names = {name for _, _, name in found}
    if not 1 < len(names) < len(found):
        return []
    ends = [start for start, _, _ in found[1:]] + [len(folded)]
    return [Message(body, end, name) for (_, body, name), end in zip(found, ends, strict=True)]


def _lines(text: str) -> list[tuple[int, int]]:
    places, at = [], 0
    for line in text.split("\n"):
        places.append((at, at + len(line)))
        at += len(line) + 1
    return places


def _is_export(heads: list[_Head]) -> bool:
    """Tell whether the heads are those of an export; a single 「张三:」 without a time is rather a heading."""
    return any(head.has_time for head in heads) or sum(1 for head in heads if head.name) > 1


def _date_line(line: str) -> date | None:
    if len(line) > _LONGEST_HEAD or (found := _DATE_LINE.fullmatch(line.strip())) is None:
        return None
    return _day(found)


def _head(line: str, start: int, today: date, day: date | None) -> _Head | None:
    """Read a line as the head of a message; its words may go on in the same line."""
    short = line[:_LONGEST_HEAD] if len(line) > _LONGEST_HEAD else line
    for form in _HEADS:
        found = form.fullmatch(short.strip())
        if found is None or (len(short) < len(line) and "text" not in form.groupindex):
            continue
        name = _QQ_NUMBER.sub("", found["name"]).strip()
        if form is _HEADS[-1] and (_FIELD.search(name) or not any(sign.isalpha() for sign in name)):
            continue
        when = _said_on(found, today, day)
        offset = len(line) - len(line.lstrip())
        body = start + offset + found.start("text") if found.groupdict().get("text") else start + len(line)
        return _Head(name, when if form is not _HEADS[-1] else day, body, form is not _HEADS[-1])
    return None


def _said_on(found: re.Match[str], today: date, day: date | None) -> date | None:
    parts = found.groupdict()
    if parts.get("year"):
        return _day(found)
    if parts.get("short_month"):
        return _last(int(found["short_month"]), int(found["short_day"]), today)
    return _ago(parts.get("ago"), today, day)


def _last(month: int, day: int, today: date) -> date | None:
    """Give the last such day up to today: a head without a year tells of what was said."""
    try:
        said = date(today.year, month, day)
        return said if said <= today else said.replace(year=today.year - 1)
    except ValueError:
        return None


def _day(found: re.Match[str]) -> date | None:
    year = int(found["year"])
    try:
        return date(year + 2000 if year < 100 else year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _ago(word: str | None, today: date, day: date | None) -> date | None:
    try:
        if not word:
            return day or today
        if word in ("今天", "昨天", "前天"):
            return today - timedelta(("今天", "昨天", "前天").index(word))
        weekday = _WEEKDAYS.index(word[-1].replace("天", "日"))
        return today - timedelta((today.weekday() - weekday) % 7 or 7)
    except OverflowError:
        return None
