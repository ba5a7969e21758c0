"""A pasted message becomes the fields of needs and offers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from shanghui.engines.language.listings.amounts import read_quantity
from shanghui.engines.language.listings.chat import Message, messages
from shanghui.engines.language.listings.contacts import read_contacts
from shanghui.engines.language.listings.days import read_deadline
from shanghui.engines.language.listings.folding import fold
from shanghui.engines.language.listings.intent import read_kind, read_side, read_urgency, says_side
from shanghui.engines.language.listings.model import (
    Attribute,
    Contact,
    Kind,
    Mark,
    Quantity,
    Range,
    ReadListing,
    ReadRegion,
    Relation,
    Requirement,
    Side,
)
from shanghui.engines.language.listings.page import Page
from shanghui.engines.language.listings.places import read_regions
from shanghui.engines.language.listings.prices import read_capital, read_negotiable, read_price
from shanghui.engines.language.listings.product import read_product
from shanghui.engines.language.listings.specs import is_wish, read_certificates, read_models, read_others, read_specs
from shanghui.engines.language.listings.splitting import Piece, pieces
from shanghui.engines.language.listings.title import title

_NOISE = re.compile(
    r"(?<![A-Za-z0-9_.-])@[^\s@,，。:：]{1,20}(?=[\s,，。:：]|$)|\[(?:图片|表情|语音|视频|文件|链接|位置|动画表情|名片|聊天记录|小程序|红包|[^\[\]\n\d]{1,4})\]|<图片>"
)
_CHAT = re.compile(
    r"(?m)^[ \t]*(?:收到|好的?|嗯+|谢谢|多谢|感谢|谢谢(?:老板|大家|各位|群主)|辛苦了?|ok|OK|Ok|赞|顶|早上好|早|早安|大家好|晚安|哈+|呵+|可以|是的|对|行|没问题|了解|明白|已私|私聊|加你了|支持|666+|\+1|1|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f👍🙏]+)[!。~,. \U0001f300-\U0001faff\u2600-\u27bf\ufe0f]*$"
)
_COUNTED = (Kind.PRODUCT, Kind.TALENT, Kind.SPACE, Kind.CAPITAL, Kind.UNKNOWN)
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


@dataclass(slots=True)
class _Fields:
    """What one page says."""

    contacts: tuple[Contact, ...]
    side: Side
    kind: Kind
    deadline: date | None
    price: Range | None
    quantity: Quantity | None
    is_negotiable: bool
    regions: tuple[ReadRegion, ...]
    requirements: tuple[Requirement, ...]
    product: str = ""


def _read(text: str, words: str, piece: Piece, message: Message, today: date) -> ReadListing | None:
    start, end = _trimmed(words, piece.start, piece.end)
    page = Page(words[start : min(end, start + _LONGEST_READ)], start)
    head, tail = words[slice(*piece.head)], words[slice(*piece.tail)]
    fields = _fields(page, head, message.said_on or today, text)
    if not _is_listing(fields):
        return None
    if end - start > _LONGEST_READ:  # contacts are kept out wherever they stand
        fields.contacts += read_contacts(Page(words[start + _LONGEST_READ : end], start + _LONGEST_READ))
    marks = list(page.marks)
    if tail.strip():
        marks += _filled(fields, Page(tail, piece.tail[0]), message.said_on or today)
    urgency = read_urgency(page.words, start)
    return ReadListing(
        text=text[start:end],
        start=start,
        end=end,
        said_by=message.said_by,
        said_on=message.said_on,
        side=fields.side,
        kind=fields.kind,
        title=title(page, text[start : start + len(page.words)]) or fields.product,
        product=fields.product,
        quantity=fields.quantity,
        price=fields.price,
        is_negotiable=fields.is_negotiable,
        deadline=fields.deadline,
        is_urgent=urgency is not None,
        regions=fields.regions,
        requirements=fields.requirements,
        contacts=fields.contacts,
        marks=tuple(sorted([*marks, *([urgency] if urgency else [])], key=lambda one: (one.start, one.end))),
        missing=_missing(fields),
    )


def _fields(page: Page, head: str, today: date, text: str) -> _Fields:
    """Read a page in the order of trust: what can hardly mean anything else comes first and is painted over."""
    contacts = read_contacts(page)
    certificates = read_certificates(page)
    side, side_place = read_side(page.rest)
    if head.strip() and (side is Side.UNKNOWN or not says_side(page.rest)):
        head_side = read_side(head)[0]
        side, side_place = (head_side, None) if head_side is not Side.UNKNOWN else (side, side_place)
    kind, kind_place = read_kind(page.rest if head == "" else page.rest + "\n" + head, False)
    side, side_place = (Side.UNKNOWN, None) if kind is Kind.IDEA else (side, side_place)
    deadline = read_deadline(page, today)
    others = read_others(page)
    negotiable = read_negotiable(page)
    capital = read_capital(page) if kind is Kind.CAPITAL else None
    specs = read_specs(page)
    price = read_price(page)
    quantity, sizes = read_quantity(page)
    specs += read_models(page)
    regions = read_regions(page)
    requirements = (*specs, *sizes, *certificates, *others, *_wished(page, regions))
    fields = _Fields(contacts, side, kind, deadline, _of_quantity(page, price, quantity), capital or quantity, negotiable, regions, requirements)  # fmt: skip
    _name_product(page, fields, text)
    _mark_words(page, side, side_place, kind, kind_place)
    return fields


def _name_product(page: Page, fields: _Fields, text: str) -> None:
    product = read_product(page, fields.side, fields.kind)
    if product is not None:
        start, end = page.start + product.start, page.start + product.end
        fields.product = text[start:end].strip()
        page.take("product", product.start, product.end, fields.product)
        if fields.kind is Kind.UNKNOWN:
            fields.kind = Kind.PRODUCT


def _mark_words(
    page: Page, side: Side, side_place: tuple[int, int] | None, kind: Kind, kind_place: tuple[int, int] | None
) -> None:
    """Mark the words that show side and kind; these may stand in what another field was read from."""
    for name, place, value in (("side", side_place, side.value), ("kind", kind_place, kind.value)):
        if place is not None and place[1] <= len(page.words):
            page.marks.append(Mark(name, page.start + place[0], page.start + place[1], value))


def _of_quantity(page: Page, price: Range | None, quantity: Quantity | None) -> Range | None:
    """A 单价 without a unit is for one unit of the quantity."""
    if price is not None and not price.unit and not price.per and quantity is not None and "单价" in page.words:
        return replace(price, unit=quantity.unit)
    return price


def _wished(page: Page, regions: tuple[ReadRegion, ...]) -> tuple[Requirement, ...]:
    """A region that is only wished is a requirement of its own; as a condition it is the field."""
    marks = [mark for mark in page.marks if mark.field == "region"]
    wished = [mark.value for mark in marks if is_wish(page, mark.start - page.start, mark.end - page.start)]
    codes = [code for value in wished for code in value.split("/")]
    if not codes:
        return ()
    relation = Relation.ONE_OF if len(codes) > 1 else Relation.EQUAL
    return (Requirement(Attribute.REGION, relation, "/".join(codes), False),)


def _is_listing(fields: _Fields) -> bool:
    """Tell whether the page wants or offers something, or at least names goods with an amount."""
    if fields.side is not Side.UNKNOWN:
        return bool(fields.product or fields.kind is not Kind.UNKNOWN)
    return fields.kind is Kind.IDEA or bool(fields.product and (fields.quantity or fields.price))


def _filled(fields: _Fields, page: Page, today: date) -> list[Mark]:
    """Fill what a listing leaves open from the words that hold for the whole list; give their marks."""
    fields.contacts += read_contacts(page)
    fields.requirements += read_certificates(page)
    deadline = read_deadline(page, today)
    regions = read_regions(page)
    fields.deadline = fields.deadline or deadline
    fields.regions = fields.regions or regions
    return page.marks


def _missing(fields: _Fields) -> tuple[str, ...]:
    quantity = fields.quantity
    wanting = {
        "side": fields.side is Side.UNKNOWN,
        "kind": fields.kind is Kind.UNKNOWN,
        "product": not fields.product,
        "quantity": quantity is None and fields.kind in _COUNTED,
        "unit": quantity is not None and not quantity.unit,
        "deadline": fields.deadline is None and fields.side is not Side.OFFER,
        "region": not fields.regions,
    }
    return tuple(name for name, is_missing in wanting.items() if is_missing)


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    body = words[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip()) if body.strip() else start
