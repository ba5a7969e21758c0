"""A pasted chat message as filled forms: what `engines.language.listings` reads, in the words of the exchange."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanghui.catalogue.queries import picked_text, product_class_by_word, region_by_code
from shanghui.core.actor import Actor
from shanghui.engines.language.listings import ReadListing, read_listings
from shanghui.exchange import rules
from shanghui.exchange.actions.listings import Condition
from shanghui.exchange.queries.own_members import member_text, picked_member
from shanghui.exchange.rules import Attribute, ListingKind, Relation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: so many are read at once, for a form has at most a thousand fields; what follows stays in the field
MOST_AT_ONCE = 10
LONGEST_TEXT = 20_000
#: what introduced a contact and now introduces nothing
_DANGLING = re.compile(r"(?:联系人?|联系方式|联系电话|电话|手机号?|微信号?|QQ号?)\s*[:：]?\s*(?=[，,。；;！!\n]|$)")
#: what a mark in the text, or a question, is about
FIELDS: "dict[str, StrOrPromise]" = {
    **{attribute.value: gettext_lazy("要求") for attribute in Attribute},
    "side": gettext_lazy("需求或供给"),
    "kind": gettext_lazy("种类"),
    "title": gettext_lazy("标题"),
    "product": gettext_lazy("品名"),
    "quantity": gettext_lazy("数量"),
    "price": gettext_lazy("价格"),
    "deadline": gettext_lazy("期限"),
    "region": gettext_lazy("地区"),
    "unit": gettext_lazy("单位"),
    "contact": gettext_lazy("联系方式，不会发布"),
}


@dataclass(frozen=True)
class Piece:
    """Part of the text; `label` says which field was read in it, and is empty where nothing was."""

    text: str
    label: str


@dataclass(frozen=True)
class Reading:
    """One listing: its text in pieces, the fields for a form, its conditions, and which fields are worth asking."""

    pieces: list[Piece]
    said_by: str
    said_on: date | None
    fields: Mapping[str, object]
    conditions: list[Condition]
    missing: list[str]


@dataclass(frozen=True)
class Readings:
    """`rest` is the text that was too much for one time."""

    listings: list[Reading]
    rest: str


def read_messages(actor: Actor, text: str, *, today: date) -> Readings:
    """Nothing of the text is lost: what no listing is read in comes back as `rest`."""
    whole, beyond = text[:LONGEST_TEXT], text[LONGEST_TEXT:]
    found = list(read_listings(whole, today=today))
    shown = found[:MOST_AT_ONCE]
    if not found:
        return Readings([], text)
    rest = whole[found[MOST_AT_ONCE].start :] if len(found) > MOST_AT_ONCE else ""
    return Readings([_reading(actor, whole, one) for one in shown], rest + beyond)


def without_contacts(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """What may be published of a text: the spans cut out, and whatever else looks like a contact."""
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    left = "".join([*kept, text[at:]])
    if rules.CONTACT.search(rules.unveiled(left)):
        left = rules.CONTACT.sub("", rules.unveiled(left))
    return (_DANGLING.sub("", left) if spans else left).strip(" \n，,、:：")


def _reading(actor: Actor, whole: str, one: ReadListing) -> Reading:
    spans = [(contact.start, contact.end) for contact in one.contacts]
    marks = [(mark.start, mark.end, str(FIELDS.get(mark.field, FIELDS["other"]))) for mark in one.marks]
    marks += [(start, end, str(FIELDS["contact"])) for start, end in spans]
    return Reading(
        pieces=list(_pieces(whole, one.start, one.end, marks)),
        said_by=one.said_by,
        said_on=one.said_on,
        fields=_fields(actor, one, spans),
        conditions=list(_conditions(one)),
        missing=list(one.missing),
    )


def _pieces(whole: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    at = start
    for begin, stop, label in sorted(marks):
        if begin < at or stop > end or begin >= stop:
            continue  # inside another mark
        if begin > at:
            yield Piece(whole[at:begin], "")
        yield Piece(whole[begin:stop], label)
        at = stop
    if at < end:
        yield Piece(whole[at:end], "")


def _fields(actor: Actor, one: ReadListing, spans: Sequence[tuple[int, int]]) -> dict[str, object]:
    inside = [(start - one.start, end - one.start) for start, end in spans]
    fields: dict[str, object] = {
        "side": str(one.side),
        "kind": str(one.kind) or ListingKind.PRODUCT.value,
        "title": without_contacts(one.title, [])[:60],
        "description": without_contacts(one.text, inside)[:4000],
        "deadline": one.deadline,
    }
    return fields | _numbers(one) | _places(one) | _named(actor, one)


def _numbers(one: ReadListing) -> dict[str, object]:
    """Quantity and price; where only the upper bound is said, it is the upper one in the form as well."""
    numbers: dict[str, object] = {}
    if one.quantity:
        low, high = _bounds(one.quantity.minimum, one.quantity.maximum)
        numbers |= {"quantity": low, "quantity_most": high, "unit": _unit(one.quantity.unit, one.quantity.per)}
    if one.price:
        low, high = _bounds(one.price.minimum, one.price.maximum)
        numbers |= {"price_least": low, "price_most": high, "price_unit": _unit(one.price.unit, one.price.per)}
    return numbers


def _bounds(low: object, high: object) -> tuple[object, object]:
    return low, None if low == high else high


def _unit(unit: str, per: str) -> str:
    spans = {"hour": _("小时"), "day": _("天"), "month": _("月"), "year": _("年")}
    return "/".join(part for part in (unit, spans.get(per, "")) if part)[:20]


def _places(one: ReadListing) -> dict[str, object]:
    if not one.regions:
        return {}
    first = one.regions[0]
    row = region_by_code(first.code)
    return {"region": picked_text(row) if row else first.name, "nearby": first.near}


def _named(actor: Actor, one: ReadListing) -> dict[str, object]:
    """The class that is called as the product is, and the member whose name the sender bears in the chat."""
    named: dict[str, object] = {}
    found = product_class_by_word(one.product) if one.product else None
    if found is not None:
        named["class_1"] = picked_text(found)
    words = one.said_by.split()
    if words and actor.enterprise_id is None and len(words[0]) > 1:
        member = picked_member(actor, words[0])
        if member is not None:
            named["enterprise"] = member_text(member)
    return named


def _conditions(one: ReadListing) -> Iterator[Condition]:
    for read in one.requirements:
        value = without_contacts(read.value, [])[:120]
        if value:
            yield Condition(Attribute(read.attribute.value), Relation(read.relation.value), value, read.must)
