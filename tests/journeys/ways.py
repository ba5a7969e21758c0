"""In which ways each journey is gone: a few that meet every width, every language and the keyboard; all when asked for.

What depends on both width and language is the longest words in the narrowest window, and that is among the few. All ways
are gone before a journey is called done: SHANGHUI_ALL_WAYS=1.
"""

import os
from typing import Any

import pytest

from tests.journeys.visitor import DESK, LANGUAGES, PHONE

Way = tuple[Any, str, bool]
WAYS: list[Way] = [(size, language, False) for size in (PHONE, DESK) for language in LANGUAGES] + [
    (DESK, "zh-hans", True)
]
FEW: list[Way] = [(PHONE, "zh-hans", False), (PHONE, "en", False), (DESK, "zh-hant", False), (DESK, "zh-hans", True)]
GONE = WAYS if os.environ.get("SHANGHUI_ALL_WAYS") == "1" else FEW
in_every_way = pytest.mark.parametrize(
    ("size", "language", "keyboard"),
    GONE,
    ids=[f"{size['width']}-{language}{'-keyboard' if keyboard else ''}" for size, language, keyboard in GONE],
)
