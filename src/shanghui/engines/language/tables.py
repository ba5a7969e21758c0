"""The word lists of this engine, kept as text files in `data/`; lines beginning with # are comments."""

from importlib.resources import files


def lines_of(name: str) -> list[str]:
    """Give the lines of a list, without comments."""
    text = files("shanghui.engines.language").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def words_of(name: str) -> list[str]:
    """Give the words of a list, in order."""
    return " ".join(lines_of(name)).split()
