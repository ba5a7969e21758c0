"""Chinese text: normal forms, pinyin."""

from shanghui.engines.language.pinyin import initials, pinyin
from shanghui.engines.language.text import normalise, to_hans

__all__ = ["initials", "normalise", "pinyin", "to_hans"]
