"""A message in its listings: numbered lists, 【供】【求】, paragraphs, lines and sentences that each want or offer something."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from shanghui.engines.language.listings.intent import opens, says_side
from shanghui.engines.language.listings.units import UNIT

_NUMBER = r"(?:\d{1,2}\s?(?:[、)]|[.](?!\d))|[(]\d{1,2}[)]|[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮]|[一二三四五六七八九十]{1,2}、|[1-9]️?⃣)"
_BULLET = re.compile(rf"(?m)^[ \t]*(?:{_NUMBER}|[-•·▪◆★*✅🔹🔸👉✔➤●○■□](?![-*\d]))[ \t]*")
_INLINE = re.compile(r"(?:(?<=[\s;。,:!])|(?<=^))(?P<count>\d{1,2})(?:[、)]|[.](?!\d))\s?|(?P<circle>[①-⑳])")
_BRACKET = re.compile(
    r"[【\[](?:求购|采购|需求|求|收|招聘|招|寻|找|供应|供给|供|出售|售|出租|出|转让|转|求租)[】\]]|(?<![\u4e00-\u9fff])(?:供|求):"
)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_PART = re.compile(r";\s*|\s/\s")
_GOODS = re.compile(
    rf"(?!\s*(?:要求|数量|单价|价格|规格|交期|备注|地点|地址|联系|预算|起订|库存|月产|年产|日产|产能|面积|可|租金|薪资|待遇|工资|工期|型号|尺寸|材质|时间|人数|共|合计))"
    rf"[^\n;]{{0,30}}?[\u4e00-\u9fff]{{2}}[^\n;]{{0,40}}?\d(?:[百千万]|\.\d)?\s?(?:{UNIT}|元/)"
)
_LINE = re.compile(r"\n\s*")
_SENTENCE = re.compile(r"(?<=[。;!?])\s*(?=\S)")
_TRAILER = re.compile(
    r"\s*(?:以上|上述|均|都[在要可是能]|联系|电话|送货|付款|收货|到货|工地|报价|结算|有意|有需要|有货|统一|交货|地址|地点|微信|请联系|价格|另注|备注)"
)
# a list under 要求: says more of one listing
_DETAILS = re.compile(r"\S.{6,}(?:要求|条件|职责|优势|特点|说明|内容|待遇|参数|用途)\s?:?\s*$", re.DOTALL)
_HEADING = re.compile(r"\S{2,16}[:]|[^\d\s]{2,12}(?:项目|信息|需求|清单|如下)")
_LEAST = 7
# how far from a list words may stand that hold for all of it
_REACH = 1_000


@dataclass(frozen=True, slots=True)
class Piece:
    """The places of one listing in the text.

    `lead` is where words stand that tell the side of an entry which tells none; `shared` are the places of words before
    and after a list that hold for all of it.
    """

    start: int
    end: int
    lead: tuple[int, int] = (0, 0)
    shared: tuple[tuple[int, int], ...] = ()


def pieces(folded: str, start: int, end: int) -> list[Piece]:
    """Cut a message into its listings, in order; a message that is no list is one piece."""
    body = folded[start:end]
    for cuts in (_bullets(body), _brackets(body), _inline(body)):
        if cuts and not _DETAILS.search(body[max(0, cuts[0] - 200) : cuts[0]]):
            return _listed(body, cuts, start)
    places = _by_paragraph(body, start)
    return places if len(places) > 1 else _by_goods(body, start) or places


def _bullets(body: str) -> list[int]:
    found = [match.start() for match in _BULLET.finditer(body)]
    return found if len(found) > 1 else []


def _brackets(body: str) -> list[int]:
    found = [match.start() for match in _BRACKET.finditer(body)]
    return found if len(found) > 1 else []


def _inline(body: str) -> list[int]:
    """Give the places of 1、… 2、… where the numbers count up from 1."""
    cuts: list[int] = []
    for match in _INLINE.finditer(body):
        count = int(match["count"]) if match["count"] else ord(match["circle"]) - ord("①") + 1
        if count == len(cuts) + 1:
            cuts.append(match.start())
    return cuts if len(cuts) > 1 else []


def _listed(body: str, cuts: list[int], start: int) -> list[Piece]:
    ends = [*cuts[1:], len(body)]
    tail = _tail(body, cuts[-1], len(body))
    if tail is not None:
        ends[-1] = tail
    lead = (start + max(0, cuts[0] - _REACH), start + cuts[0])
    shared = (lead, (start + ends[-1], min(start + ends[-1] + _REACH, start + len(body))))
    found = []
    for cut, stop in zip(cuts, ends, strict=True):
        if _HEADING.fullmatch(body[cut:stop][:30].strip()):  # 一、求购: tells the side of the entries under it
            lead = (start + cut, start + stop)
        else:
            found.append(Piece(start + cut, start + stop, lead, shared))
    return found


def _tail(body: str, last: int, end: int) -> int | None:
    """Give where the words for the whole list begin after its last entry."""
    for match in re.compile(r"\n\s*").finditer(body, last, end):
        line = body[match.end() : match.end() + 60].split("\n", maxsplit=1)[0]
        is_apart = "\n" in match[0][1:]
        if _TRAILER.match(line) or (is_apart and line and not says_side(line)):
            return match.end()
    return None


def _by_paragraph(body: str, start: int) -> list[Piece]:
    """Cut at blank lines, else at lines, else at sentences, where the words after the cut stand by themselves."""
    for pattern in (_BLANK, _LINE, _SENTENCE):
        cuts = [0] + [match.end() for match in pattern.finditer(body) if match.end() < len(body)]
        places = _joined(body, cuts, says_side if pattern is _BLANK else opens)
        if len(places) > 1:
            break
    return [Piece(start + first, start + last) for first, last in places]


def _by_goods(body: str, start: int) -> list[Piece]:
    """Cut where lines, or parts between semicolons, name goods with an amount each; the first says what is wanted."""
    for pattern in (_LINE, _PART):
        firsts = [0] + [match.end() for match in pattern.finditer(body) if match.end() < len(body)]
        parts = list(zip(firsts, [*firsts[1:], len(body)], strict=True))
        named = [part for part in parts if _GOODS.match(body[part[0] : min(part[1], part[0] + 80)])]
        if len(named) > 1:
            return _of_goods(named, parts[0], start, len(body))
    return []


def _of_goods(named: list[tuple[int, int]], opening: tuple[int, int], start: int, size: int) -> list[Piece]:
    cuts = [first for first, _ in named]
    stop = named[-1][1]
    lead_end = cuts[0] or opening[1]
    lead = (start + max(0, lead_end - _REACH), start + lead_end)
    after = (start + stop, start + min(stop + _REACH, size))
    shared = (lead, after) if cuts[0] else (after,)
    return [Piece(start + cut, start + end, lead, shared) for cut, end in zip(cuts, [*cuts[1:], stop], strict=True)]


def _joined(body: str, cuts: list[int], stands: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Join to the piece before what does not stand by itself, and an opening without goods to what follows."""
    places: list[tuple[int, int]] = []
    for first, last in zip(cuts, [*cuts[1:], len(body)], strict=True):
        if places and (not _stands(body[first:last], stands) or not _stands(body[slice(*places[-1])], says_side)):
            places[-1] = (places[-1][0], last)
        else:
            places.append((first, last))
    return places


def _stands(words: str, stands: Callable[[str], bool]) -> bool:
    return len(words.strip()) >= _LEAST and stands(words)
