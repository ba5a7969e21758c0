"""How likely a piece of a message is the name of what is wanted or offered."""

import re

from shanghui.engines.language.listings.heads import is_actor, kind_of_head
from shanghui.engines.language.listings.model import Kind, Side
from shanghui.engines.language.listings.page import Page
from shanghui.engines.language.listings.product_words import NOT_GOODS, TOO_GENERAL

_MANNER = re.compile("[\u4e00-\u9fff]{1,3}[式型色]")  # 油浸式, 卧式, 黑色: how it is, not what
# what belongs to a sentence, not to a name: 收成好, 拉走最好, 已完成中试
_CLAUSE = re.compile(
    "最好|的话|如果|但是|已经?(?!烯)|之后|以后|先来|今年|去年|不(?!锈|干胶|倒翁|粘|饱和|织|燃)|没(?!药)|[就才也很太把被您你他她](?!业)"
    "|都(?!匀|江)|跟(?!单)|给(?![水料排药油])|这|那|什么|怎么|[好快慢完]$|(?:停产|停业|倒闭|搬迁|转型|关门|改行|坏了?)$|做?过|走$|我|^含|^用|(?<!多)年了$|[一二三四五六七八九十几]年|怎样"
)
# 要有设计感的: what is asked of the goods, not the goods
_ASKED = re.compile("(?:要|需要?|须|必须|得)(?:求|有|能|会|带|提供|是|具备?|可|懂|通过|符合|达)")
_REASON = re.compile("(?:因(?!子)|由于|为了|配合)[^的]{1,8}$")
_LIGHT_VERBS = {
    Side.NEED: re.compile("[需缺寻购采收找要求租聘招]"),
    Side.OFFER: re.compile("[出售供卖转有产]"),
    Side.UNKNOWN: re.compile("(?!)"),
}
_QUOTES = '“"《「『'
_HEAD = 4  # 食材配送服务: words of trade in the head of a service are its name
_PATENT = re.compile("(?:专利|技术|项目)[(:]$")
_ABOUT_GOODS = (Kind.SERVICE, Kind.TECHNOLOGY, Kind.MARKET)


def weight(name: str, order: int, kind: Kind, *, is_wanted: bool) -> int:
    """Weigh a name by its own words and its place among the pieces (`order`); right after a verb it weighs more."""
    # 求购电话机: right after a verb even words of trade may begin a name
    known = kind_of_head(name) in (kind, Kind.SERVICE)
    if NOT_GOODS.search(name[:-_HEAD] if known else name):
        bad = 3 if is_wanted and order == 0 else 6
    else:
        bad = 4 * bool(_CLAUSE.search(name))
    manner = 4 * bool(_MANNER.fullmatch(name))
    place = min(order, 6) // 2 + name.isascii() + (len(name) > 14)
    return 4 * is_wanted + _of_head(name, kind, is_wanted=is_wanted) - bad - manner - place


def _of_head(name: str, kind: Kind, *, is_wanted: bool) -> int:
    """Weigh the last word: a known sort of the kind that is meant speaks for a name, who acts against it."""
    if TOO_GENERAL.fullmatch(name):
        return -4
    if is_actor(name) and kind is not Kind.SPACE:
        return -2 if is_wanted else -3
    head = kind_of_head(name)
    if head is not Kind.UNKNOWN and kind in (Kind.UNKNOWN, head):
        return 2
    return int(head is Kind.PRODUCT and kind in _ABOUT_GOODS)


def weight_beside(page: Page, first: int, start: int, end: int, side: Side) -> int:
    """Weigh what stands around a name that begins at `start` in the piece from `first`.

    5台数控车床 and 球阀 DN50 speak for it, as do quotation marks and a light verb (需, 出); 因搬迁 is but a reason.
    """
    marks = [mark for mark in page.marks if mark.field in ("quantity", "size", "grade")]
    counted = any(page.start + first == mark.end for mark in marks if mark.field == "quantity")
    gap = 1 if page.words[end : end + 1] == " " else 0
    specified = any(page.start + end + gap == mark.start for mark in marks)
    quoted = (first > 0 and page.words[first - 1] in _QUOTES) or _PATENT.search(page.words[max(0, first - 4) : first])
    light = bool(_LIGHT_VERBS[side].search(page.words, first, start))
    asked = first > 0 and bool(_ASKED.match(page.words, first, end))
    reason = bool(_REASON.search(page.words, first, end))
    return 2 * counted + specified + 2 * bool(quoted) + 2 * light - 6 * (reason or asked)
