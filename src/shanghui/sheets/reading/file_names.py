"""File names from outside, made harmless for headers, disks and screens."""

import re
import unicodedata

FORBIDDEN = re.compile(r'[<>:"|?*%;\']+')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def neutral_file_name(name: str, *, fallback: str = "file") -> str:
    """The last part of `name`, at most 120 characters, without control, bidirectional or shell characters."""
    name = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    name = FORBIDDEN.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .")
    if not name or RESERVED.fullmatch(name):
        name = f"{fallback}_{name}" if name else fallback
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[: 119 - len(ending)]}.{ending}"
    return name[:120]
