"""In which ways each journey is gone: both widths, all three languages, and once by keyboard alone."""

import pytest

from tests.journeys.visitor import DESK, LANGUAGES, PHONE

WAYS = [(size, language, False) for size in (PHONE, DESK) for language in LANGUAGES] + [(DESK, "zh-hans", True)]
in_every_way = pytest.mark.parametrize(
    ("size", "language", "keyboard"),
    WAYS,
    ids=[f"{size['width']}-{language}{'-keyboard' if keyboard else ''}" for size, language, keyboard in WAYS],
)
