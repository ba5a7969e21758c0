"""Numbers as people write them: 5万, 3.5万, 两万五, 一百五十, 半, 三五百, 1-2万."""

import re
from decimal import Decimal

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
_LATIN = {"w": 10**4, "k": 10**3}

ARABIC = r"(?<![\d.A-Za-z])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,12})(?:\.\d{1,6})?(?!\d)(?:[十百千]?[万亿]\d?(?!\d)|[百千]|[wWkK](?![A-Za-z]))?"
HAN = r"(?<![第长周期星初大])[零〇一二两三四五六七八九十百千万亿]{1,12}|半"
NUMBER = f"(?:{ARABIC}|{HAN})"
SPAN = rf"(?P<low>{NUMBER})(?:\s?(?:-|~|至|到)\s?(?P<high>{NUMBER}))?"

_PARTS = re.compile(r"([\d.]+)([十百千]?[万亿]?|[wk])(\d?)")
_PAIR = re.compile(r"([一二两三四五六七八九])([二三四五六七八九])([十百千]?[万亿]?)")

Span = tuple[Decimal, Decimal]


def span(low: str, high: str | None) -> Span:
    """Give (least, greatest) of one number or of two with a dash; in 1-2万 the 万 belongs to both."""
    first = _read(low)
    if not high:
        return first
    second = _read(high)
    scale = _scale(high)
    if scale > 1 and _scale(low) == 1 and first[0] < second[1] / scale:
        first = (first[0] * scale, first[1] * scale)
    return (min(first[0], second[0]), max(first[1], second[1]))


def number(text: str) -> Decimal:
    """Give one number; of two in one word (三五百) the greater."""
    return _read(text)[1]


def _read(text: str) -> Span:
    if text[0].isdigit():
        value = _arabic(text.replace(",", "").lower())
        return value, value
    if pair := _PAIR.fullmatch(text):  # 三五百: from three to five hundred
        low, high = _DIGITS[pair[1]], _DIGITS[pair[2]]
        if low < high:
            scale = _multiplier(pair[3])
            return Decimal(low * scale), Decimal(high * scale)
    value = Decimal("0.5") if text == "半" else Decimal(_han(text))
    return value, value


def _arabic(text: str) -> Decimal:
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return Decimal(0)
    scale = _multiplier(parts[2])
    rest = Decimal(parts[3] or 0) * scale / 10  # 3万5 is 35,000
    return Decimal(parts[1]) * scale + rest


def _scale(text: str) -> int:
    tail = re.search(r"[十百千]?[万亿]$|[百千]$|[wkWK]$", text)
    return _multiplier(tail[0].lower()) if tail else 1


def _multiplier(signs: str) -> int:
    scale = 1
    for sign in signs:
        scale *= _SMALL.get(sign) or _BIG.get(sign) or _LATIN.get(sign) or 1
    return scale


def _han(text: str) -> int:
    """Add up a numeral in Chinese; a digit after a unit counts a tenth of it: 两万五 is 25,000."""
    total = section = digit = 0
    unit = 1
    for sign in text:
        if sign in _DIGITS:
            digit = digit * 10 + _DIGITS[sign] if unit == 1 else _DIGITS[sign]
            unit = 0 if sign in "零〇" else unit
        elif sign in _SMALL:
            section, digit, unit = section + (digit or 1) * _SMALL[sign], 0, _SMALL[sign]
        else:
            total = (total + section + digit or 1) * _BIG[sign]
            section, digit, unit = 0, 0, _BIG[sign]
    return total + section + digit * (unit // 10 if unit >= 10 else 1)
