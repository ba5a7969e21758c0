"""What sort of thing a name names: in Chinese its head, the last word, tells (二手叉车 is a 车, 防腐工程 a 工程)."""

import re

from shanghui.engines.language.listings.model import Kind
from shanghui.engines.language.tables import lines_of


def _endings(sort: str) -> re.Pattern[str]:
    rows = (line.split() for line in lines_of("listing_heads.txt"))
    words = sorted((word for row in rows if row[0] == sort for word in row[1:]), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)})$")


_KINDS = (
    (Kind.SPACE, _endings("space")),
    (Kind.CAPITAL, _endings("capital")),
    (Kind.SERVICE, _endings("service")),
    (Kind.TALENT, _endings("talent")),
    (Kind.PRODUCT, _endings("goods")),
)
_ACTOR = _endings("actor")
_REACH = 6


def kind_of_head(name: str) -> Kind:
    """Give the kind of what the last word of a name names, UNKNOWN for a word that is in no list."""
    end = name[-_REACH:]
    return next((kind for kind, ending in _KINDS if ending.search(end)), Kind.UNKNOWN)


def is_actor(name: str) -> bool:
    """Tell whether a name ends with who acts or when (客户, 银行, 上午): hardly what is wanted."""
    return bool(_ACTOR.search(name[-_REACH:]))
