"""The line of facts below a text: `品类 六角螺母；量 100~200 吨；价 ~5000 元/吨；限 30；等级=10.9!；匿名`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from shanghui.core.audience import Audience
from shanghui.exchange.actions.listings import Condition
from shanghui.exchange.rules import Attribute, Closing, ListingState, Origin, Relation


@dataclass(frozen=True)
class Facts:
    """Days are counted from the day of loading: `deadline` ahead, `begun` (entered and published) and `ended` back.

    `state` is where its owner or checker left it; `ending` fulfilled or withdrawn; what its clock does is not said here.
    """

    classes: tuple[str, ...] = ()
    quantity: Decimal | None = None
    quantity_most: Decimal | None = None
    unit: str = ""
    price_least: Decimal | None = None
    price_most: Decimal | None = None
    price_unit: str = ""
    region: str = ""
    nearby: bool = False
    deadline: int | None = None
    partner_kind: str = ""
    audience: Audience = Audience.FEDERATION
    anonymous: bool = False
    requirements: tuple[Condition, ...] = ()
    begun: int = 30
    state: ListingState = ListingState.PUBLISHED
    rejection: str = ""
    ending: Closing | None = None
    ended: int = 0
    extended: bool = False
    origin: Origin | None = None


Reader = Callable[[Facts, str], Facts]
ATTRIBUTES = {
    "规格": Attribute.SIZE,
    "等级": Attribute.GRADE,
    "材质": Attribute.MATERIAL,
    "标准": Attribute.STANDARD,
    "证书": Attribute.CERTIFICATE,
    "数量": Attribute.QUANTITY,
    "地区": Attribute.REGION,
    "期限": Attribute.DEADLINE,
    "价格": Attribute.PRICE,
    "其他": Attribute.OTHER,
}
RELATIONS = {
    "=": Relation.EQUAL,
    ">=": Relation.AT_LEAST,
    "<=": Relation.AT_MOST,
    "∈": Relation.ONE_OF,
    "~": Relation.NEAR,
}
ORIGINS = {
    "走访": Origin.VISIT,
    "粘贴": Origin.PASTE,
    "导入": Origin.IMPORT,
    "活动": Origin.ACTIVITY,
}
_REQUIREMENT = re.compile(rf"({'|'.join(ATTRIBUTES)})(>=|<=|=|∈|~)(.+?)(!?)$")
#: the slash of GB/T and of 元/件 parts nothing
_CHOICES = re.compile(r"(?<!GB)/(?!T )")


def read_facts(line: str) -> Facts:
    """Raises KeyError on a word that nobody knows: a slip of the pen in the data."""
    facts = Facts()
    for part in filter(None, (part.strip() for part in line.split("；"))):
        condition = _REQUIREMENT.match(part)
        if condition:
            facts = replace(facts, requirements=(*facts.requirements, _condition(*condition.groups())))
        else:
            word, _, rest = part.partition(" ")
            facts = READERS[word](facts, rest.strip())
    return facts


def _condition(attribute: str, relation: str, value: str, must: str) -> Condition:
    if relation == "∈":
        value = "、".join(_CHOICES.split(value))
    return Condition(ATTRIBUTES[attribute], RELATIONS[relation], value, must=bool(must))


def _span(text: str) -> tuple[Decimal | None, Decimal | None, str]:
    """`100~200 吨`, `~200 元`, `100 吨`: both ends, and the unit."""
    numbers, _, unit = text.partition(" ")
    low, wave, high = numbers.partition("~")
    return (Decimal(low) if low else None), (Decimal(high) if wave else None), unit


def _quantity(facts: Facts, text: str) -> Facts:
    low, high, unit = _span(text)
    return replace(facts, quantity=low, quantity_most=high, unit=unit)


def _price(facts: Facts, text: str) -> Facts:
    low, high, unit = _span(text)
    return replace(facts, price_least=low, price_most=high, price_unit=unit)


def _end(ending: Closing) -> Reader:
    return lambda facts, text: replace(facts, ending=ending, ended=int(text))


def _state(state: ListingState) -> Reader:
    return lambda facts, text: replace(facts, state=state, rejection=text)


def _audience(audience: Audience) -> Reader:
    return lambda facts, text: replace(facts, audience=audience)


READERS: dict[str, Reader] = {
    "品类": lambda facts, text: replace(facts, classes=tuple(text.split("、"))),
    "量": _quantity,
    "价": _price,
    "地": lambda facts, text: replace(facts, region=text),
    "附近": lambda facts, text: replace(facts, nearby=True),
    "限": lambda facts, text: replace(facts, deadline=int(text)),
    "找": lambda facts, text: replace(facts, partner_kind=text),
    "匿名": lambda facts, text: replace(facts, anonymous=True),
    "本单位": _audience(Audience.OWN),
    "本片区": _audience(Audience.AREA),
    "公开": _audience(Audience.PUBLIC),
    "发": lambda facts, text: replace(facts, begun=int(text)),
    "草稿": _state(ListingState.DRAFT),
    "待审": _state(ListingState.SUBMITTED),
    "退回": _state(ListingState.REJECTED),
    "解决": _end(Closing.FULFILLED),
    "撤回": _end(Closing.WITHDRAWN),
    "延期": lambda facts, text: replace(facts, extended=True),
    "来": lambda facts, text: replace(facts, origin=ORIGINS[text]),
}
