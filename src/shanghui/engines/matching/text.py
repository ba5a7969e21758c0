"""One written form for the texts of listings, and the way back to the places in them as they were written."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from shanghui.engines.language import built_in_regions, company_name, normalise, to_hans
from shanghui.engines.matching.model import Listing, Side, Span

BREAK = "\n"  # no pair of characters reaches across it
DESCRIBED = 1000  # characters of a description that count

_TIMES = re.compile(r"(?<=\d)\s*[x×*✕╳]\s*(?=[a-zφ]?\d)")
_LETTERS = re.compile("[a-z]{2}")  # found far sooner than that no standard is there
_STANDARD = re.compile(
    r"(?<![a-z])(gb|jb|hg|yb|qb|jg|dl|nb|sj|fz|ny|cj|sn|din|iso|astm|asme|en)\s*[/-]?\s*([tz])?\s*[.-]?\s*(?=\d{2})"
)
# What every notice and advertisement says, and what therefore says nothing about the goods.
_EMPTY_WORDS = (
    *"询比采购公告 采购公告 招标公告 中标公告 采购项目 招标项目 建设项目 竞争性磋商 竞争性谈判 竞争性比选 公开招标 邀请招标 公开询价".split(),
    *"单一来源 框架协议 入围 询价 询比 比选 竞价 磋商 谈判 采购 招标 投标 中标 成交 公告 公示 通知 标段 标包 项目 更正 变更".split(),
    *"重发 重招 集采 联合采购 更新 二次 重新 年度 政府 集中 招采 有限责任公司 股份有限公司 有限公司 供应商 服务商 承包商 制造商 生产商 经销商 代理商 厂家 厂商 公司".split(),
    *"急求购 求购 求租 求助 急需 急购 急求 诚求 诚招 诚寻 寻求 寻找 征集 需要 需求 收购 高价 大量 长期 供货 出售 出租 转让 提供".split(),
    *"承接 优质 优惠 欢迎 咨询热线 联系电话 合作 相关 有关 以及 等等 我司 本公司 我公司 贵公司".split(),
)
_NUMBER = "[一二三四五六七八九十0-9]+"
_EMPTY = re.compile(
    "|".join(sorted(_EMPTY_WORDS, key=len, reverse=True))
    + r"|[a-z]{1,4}\d*(?:-\d+[a-z]?){2,}|地块|区块|\d+#"  # plots of land and numbered halls
    + "|服务(?![器业台])|供应(?!链)"
    + r"|(?:(?:19|20)\d\d\s*[-—~至]\s*)?(?:19|20)\d\d\s*年(?:\d{1,2}月(?:\d{1,2}日)?)?度?"
    + f"|第{_NUMBER}(?:批次|标段|标包|[批次标包])|{_NUMBER}(?:标段|标包|批次|期(?![货间刊]))"
)

_NOTICE = re.compile("采购|招标|公告|询价|询比|比选|磋商")
_HAN_RUN = re.compile("[㐀-鿿]{2,}")
_VAGUE = ("产品", "设备", "物资", "材料", "用品", "配件", "货物", "装置", "系统")
_AND = re.compile("及|和|与|等")
_BETWEEN = re.compile(f"、|{_AND.pattern}")
_WORD = re.compile("[a-z0-9㐀-鿿]")
_BRACKETS = re.compile(r"\([^()]*\)")
# what is no goods by itself: then the rest of the title tells more
_ANYTHING = frozenset((*_VAGUE, *"外包 平台 养护 工程 开发 技术 施工 改造 提升 设施 维修 更换 安装 环境".split()))
_BUYER = re.compile(
    r".*(?:公司|集团|医院|学校|学院|大学|中学|小学|幼儿园|委员会|管委会|街道|服务中心|管理中心|产业园|工业园|管理局|公安局|板块|酒店(?!用品)|宾馆|饭店|水厂|物流中心|中心(?=20\d\d))"
    r"(?!及|和|、|\))"
)


@lru_cache(maxsize=4096)  # a need's words are compared with many offers, an offer's with many needs
def fold(text: str) -> str:
    """Give the text in NFKC, lower case, simplified, measures and standards in one form: M12×80 → m12x80."""
    folded = _TIMES.sub("x", to_hans(normalise(text)))
    return _STANDARD.sub(r"\1\2", folded) if _LETTERS.search(folded) else folded


def without_buyer(folded: str) -> str:
    """Put breaks over the buyer's name before what is bought: 宁波市公共交通集团有限公司|离合器配件采购公告.

    The places that come first go with it. Only in a title that is a notice's, and only if something is left.
    """
    if not _NOTICE.search(folded):
        return folded
    buyer = _BUYER.match(folded)
    end = _after_places(folded, buyer.end() if buyer else 0)
    is_left = len(without_empty_words(folded[end:]).replace(BREAK, "")) >= 2
    return BREAK * end + folded[end:] if is_left else folded


def _after_places(text: str, at: int) -> int:
    """Step over the names of regions that stand here: 浙江省宁波市|离合器."""
    ends = [end for end, _ in built_in_regions().named_at(text, at)]
    return _after_places(text, ends[0]) if ends else at


def without_empty_words(folded: str) -> str:
    """Put breaks over what says nothing about the goods (采购, 公告, 2025年); everything else keeps its place."""
    return _EMPTY.sub(lambda found: BREAK * len(found[0]), folded)


def head_of(listing: Listing, side: Side) -> str:
    """Give what the listing is, folded: title, names of its classes, and, of an offer, its firm and brands.

    A need is not found by the name of the firm that has it.
    """
    pieces = [listing.title, *(name for name in listing.product_classes if not name.isdigit())]
    if side is Side.OFFER and listing.enterprise:
        pieces.append(_firm(listing.enterprise))
    return BREAK.join(fold(piece) for piece in pieces)


def asked_head(listing: Listing) -> str:
    """Give what is sought for a listing: as its head, without empty words and without the firm's own name."""
    whole = head_of(listing, Side.NEED)
    head = without_empty_words(without_buyer(whole))
    if notice := _NOTICE.search(whole):
        head = _bought(head, notice.start())
        head += "".join(BREAK + word for word in _goods(head))
    own = fold(company_name(listing.enterprise).core) if listing.enterprise else ""
    return head.replace(own, BREAK) if len(own) > 1 else head


def _bought(head: str, until: int) -> str:
    """What stands right before 采购: of 某地块建设项目二期LED屏采购 only LED屏, the rest says for what it is bought.

    `until`: where 采购 stands. The whole head where that may be anything (设备), or nothing but brackets stands there.
    """
    for line in reversed(head[:until].split(BREAK)):
        goods = _BRACKETS.sub("", line).strip("()")
        if len(_WORD.findall(goods)) >= 2:
            return head if goods in _ANYTHING else line + BREAK + head[until:]
    return head


def items_of(head: str, title: str) -> tuple[str, ...]:
    """The things that are sought, of an `asked_head` and its title: 闸阀、止回阀及法兰 are three; one thing is no list.

    Two characters in a notice are rather a place, or what it is for.
    """
    if "、" not in head:
        return ()
    lines = (line for line in head.split(BREAK) if "、" in line)
    pieces = (piece for line in lines for piece in _BETWEEN.split(line))
    least = 3 if _NOTICE.search(title) else 2
    found = tuple(dict.fromkeys(piece for piece in pieces if len(_WORD.findall(piece)) >= least))
    return found if len(found) > 1 else ()


def _goods(head: str) -> list[str]:
    """A notice names the goods last: of 公寓楼家具采购公告 the word 家具 is to count twice, of 瓶坯、瓶盖 both.

    Of 信创产品 both words do: 产品 alone may be anything.
    """
    lines = [line for line in head.split(BREAK) if _HAN_RUN.search(line)]
    return (
        [run[-4:] if run.endswith(_VAGUE) else run[-2:] for run in _HAN_RUN.findall(_AND.sub(" ", lines[-1]))]
        if lines
        else []
    )


def body_of(listing: Listing) -> str:
    """Give what else the listing says, folded: the beginning of its description, and the values of its requirements."""
    return BREAK.join(
        [fold(listing.description[:DESCRIBED]), *(fold(requirement.value) for requirement in listing.requirements)]
    )


@lru_cache(maxsize=4096)
def _firm(enterprise: str) -> str:
    """The name without place and form: that a firm stands in Ningbo does not make it sell what Ningbo asks for."""
    name = company_name(enterprise)
    return f"{name.core}{name.trade}" or enterprise


@dataclass(frozen=True, slots=True)
class Placed:
    """A folded text; `places` gives for each of its characters where it stands in the text as it was written."""

    text: str
    places: tuple[int, ...]

    def span(self, field: str, start: int, end: int) -> Span:
        """Give the place of characters `start` to `end` of the folded text in the written one."""
        return Span(field, self.places[start], self.places[end - 1] + 1)

    def find(self, piece: str, field: str) -> Span | None:
        """Give the first place of a folded piece, None if it is not there."""
        at = self.text.find(piece)
        return self.span(field, at, at + len(piece)) if piece and at >= 0 else None


@lru_cache(maxsize=8192)
def _of_character(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()


@lru_cache(maxsize=256)  # a need's texts are held against each offer of the page
def placed(text: str) -> Placed:
    """Fold a text and keep where each character came from."""
    characters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        for one in _of_character(character):
            if not one.isspace() or (characters and characters[-1] != " "):
                characters.append(" " if one.isspace() else one)
                places.append(at)
    folded = to_hans("".join(characters))
    if len(folded) != len(characters):  # a phrase that OpenCC makes longer or shorter
        folded = "".join(to_hans(one)[:1] for one in characters)
    for pattern, put in ((_TIMES, "x"), (_STANDARD, r"\1\2")):
        folded, places = _replaced(folded, places, pattern, put)
    return Placed(folded, tuple(places))


def _replaced(text: str, places: list[int], pattern: re.Pattern[str], put: str) -> tuple[str, list[int]]:
    pieces, kept, at = [], [], 0
    for found in pattern.finditer(text):
        new = found.expand(put)
        pieces += [text[at : found.start()], new]
        kept += places[at : found.start()] + places[found.start() : found.start() + len(new)]
        at = found.end()
    return "".join(pieces) + text[at:], kept + places[at:]
