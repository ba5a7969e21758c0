"""Tokens of listings: characters, pairs and triples of them across spaces, words and numbers, and the parts of these.

A token's first character tells its channel: `=` a whole Latin or number token, `#` a part of one, `~` three characters
of `^token$`; all others are characters of the text itself, and their count tells the channel.
"""

import re
from functools import lru_cache

from shanghui.engines.matching.text import BREAK

CHANNELS = {"character": 1.0, "pair": 0.2, "triple": 0.2, "whole": 0.5, "part": 0.3, "piece": 0.2}
_HAN = re.compile("[㐀-鿿\U00020000-\U0003ffff]")
_RUN_OF_HAN = re.compile("(?<![0-9])[㐀-鿿]{2,}")
VAGUE = frozenset(
    "产品 设备 系统 材料 物资 用品 配件 货物 装置 服务 业务 项目 公司 有限 其他 加工 制造 生产 销售 供应".split()
)
JOINING = frozenset("的及和与或等之其")  # as pairs and triples they still count
_NO_WORD = re.compile(r"[\W_]+")
_WHOLE = re.compile(r"[a-z0-9]+(?:\.[0-9]+)*")
_MEASURE = re.compile(r"(?<=\d)x(?=[a-z]?\d)")
_RUN = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*")


def head_tokens(folded: str) -> list[str]:
    """Give all tokens of a folded text, with repetitions."""
    tokens = [one for one in _HAN.findall(folded) if one not in JOINING]
    for line in folded.split(BREAK):
        joined = _NO_WORD.sub("", line)
        tokens += _grams(joined, 2) + _grams(joined, 3)
    for whole in _WHOLE.findall(folded):
        tokens += [*_of_whole(whole), *("~" + gram for gram in _grams(f"^{whole}$", 3))]
    return tokens


def body_tokens(folded: str) -> list[str]:
    """Give the tokens of a long text: pairs, whole tokens and their parts; single characters would find anything."""
    tokens: list[str] = []
    for line in folded.split(BREAK):
        tokens += _grams(_NO_WORD.sub("", line), 2)
    for whole in _WHOLE.findall(folded):
        tokens += _of_whole(whole)
    return tokens


def pairs_of(folded: str) -> list[str]:
    """Give the pairs of a folded word: every text that holds the word has them all among its tokens."""
    return _grams(_NO_WORD.sub("", folded), 2)


def endings(folded: str) -> frozenset[str]:
    """Give the last two characters of each run of 汉字, which say what it is: 洗衣机离合器 is a 合器, no 衣机."""
    return frozenset(run[-2:] for run in _RUN_OF_HAN.findall(folded)) - VAGUE


def entries(folded: str) -> frozenset[str]:
    """The endings of a text that lists things one by one; nothing of another, whose runs end anywhere."""
    return endings(folded) if "、" in folded else frozenset()


def channel(token: str) -> str:
    """Name the channel of a token."""
    first = token[0]
    if first in "=#~":
        return {"=": "whole", "#": "part", "~": "piece"}[first]
    return ("character", "pair", "triple")[len(token) - 1]


def length_of(folded: str) -> int:
    """Count the characters of a folded text that are letters, digits or 汉字."""
    return len(_NO_WORD.sub("", folded))


@lru_cache(maxsize=65_536)  # grades, sizes and numbers come again and again
def _of_whole(whole: str) -> tuple[str, ...]:
    """=m12x80 and its parts #m12, #80, #m, #12; a token that has no parts is its own part: 304."""
    sides = _MEASURE.split(whole)
    runs = [run for side in sides for run in _RUN.findall(side)]
    return ("=" + whole, *("#" + part for part in dict.fromkeys([*sides, *runs])))


def _grams(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(len(text) - size + 1)]
