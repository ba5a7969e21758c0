"""A pasted message becomes the fields of needs and offers."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from shanghui.engines.language.listings.chat import Message, messages
from shanghui.engines.language.listings.contacts import read_contacts
from shanghui.engines.language.listings.fields import Fields, fill, read_fields, read_shared
from shanghui.engines.language.listings.folding import fold
from shanghui.engines.language.listings.intent import says_side
from shanghui.engines.language.listings.model import Mark, ReadListing
from shanghui.engines.language.listings.page import Page
from shanghui.engines.language.listings.splitting import Piece, pieces
from shanghui.engines.language.listings.title import title

_NOISE = re.compile(
    r"(?<![A-Za-z0-9_.-])@[^\s@,，。:：]{1,20}(?=[\s,，。:：]|$)|\[(?:图片|表情|语音|视频|文件|链接|位置|动画表情|名片|聊天记录|小程序|红包|[^\[\]\n\d]{1,4})\]|<图片>"
)
_CHAT = re.compile(
    r"(?m)^[ \t]*(?:(?:收到|好[的嘞]?|嗯+|(?:谢谢|多谢|感谢)(?:老板|大家|各位|群主|了)?|辛苦了?|ok|OK|Ok|赞|顶|早上好|早|早安|大家好|晚安|哈+|呵+|可以|是的|对|行|没问题|了解|明白|已私|私聊|加你了|支持|666+|\+1|1|私信|加您|加好友|发我看看|看看|在的?|在吗|稍等|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f👍🙏]+)[!。~,. ]*)++[!。~,. \U0001f300-\U0001faff\u2600-\u27bf\ufe0f]*$"
)
_LONGEST_READ = 4_000


def read_listings(text: str, *, today: date) -> tuple[ReadListing, ...]:
    """Read the needs and offers in a pasted message, a list or a chat export, in the order of the text.

    `today` is the day from which relative dates count; in an export each message's own day takes its place. Never raises.
    """
    folded = fold(text)
    said = messages(folded, today)
    words = _without_talk(folded, said)
    read: list[ReadListing] = []
    for message in _joined(words, said):
        for piece in pieces(words, message.start, message.end):
            listing = _read(text, words, piece, message, today)
            if listing is not None:
                read.append(listing)
    return tuple(read)


def _without_talk(folded: str, said: list[Message]) -> str:
    """Blank out, place for place, the heads of messages, mentions, pictures and lines of mere courtesy."""
    parts, at = [], 0
    for message in said:
        parts.append(_blank(folded[at : message.start]))
        parts.append(folded[message.start : message.end])
        at = message.end
    words = "".join(parts) + _blank(folded[at:])
    for pattern in (_NOISE, _CHAT):
        words = pattern.sub(lambda found: _blank(found[0]), words)
    return words


def _blank(words: str) -> str:
    return re.sub(r"[^\n]", " ", words)


def _joined(words: str, said: list[Message]) -> Iterator[Message]:
    """Join to a person's message her next one where it wants or offers nothing of its own; leave out empty ones."""
    last: Message | None = None
    for message in said:
        body = words[message.start : message.end]
        if not body.strip():
            continue
        if last and last.said_by and last.said_by == message.said_by and not says_side(body):
            last = replace(last, end=message.end)
            continue
        if last:
            yield last
        last = message
    if last:
        yield last


def _read(text: str, words: str, piece: Piece, message: Message, today: date) -> ReadListing | None:
    start, end = _trimmed(words, piece.start, piece.end)
    stop = min(end, start + _LONGEST_READ)
    page = Page(words[start:stop], text[start:stop], start)
    day = message.said_on or today
    fields = read_fields(page, words[slice(*piece.lead)], day)
    if not fields.is_listing:
        return None
    marks = list(page.marks)
    for place in piece.shared:
        shared, shared_marks = read_shared(words[slice(*place)], text[slice(*place)], place[0], day)
        fill(fields, shared)
        marks += shared_marks
    if end > stop:  # contacts are kept out wherever they stand
        fields.contacts += read_contacts(Page(words[stop:end], text[stop:end], stop))
    return _listing(fields, text[start:end], start, message, title(page) or fields.product, marks)


def _listing(fields: Fields, text: str, start: int, message: Message, called: str, marks: list[Mark]) -> ReadListing:
    return ReadListing(
        text=text,
        start=start,
        end=start + len(text),
        said_by=message.said_by,
        said_on=message.said_on,
        side=fields.side,
        kind=fields.kind,
        title=called,
        product=fields.product,
        quantity=fields.quantity,
        price=fields.price,
        is_negotiable=fields.is_negotiable,
        deadline=fields.deadline,
        is_urgent=fields.is_urgent,
        regions=fields.regions,
        requirements=fields.requirements,
        contacts=fields.contacts,
        marks=tuple(sorted(marks, key=lambda one: (one.start, one.end))),
        missing=fields.missing,
    )


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    body = words[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip()) if body.strip() else start
