"""Join static/core/css/*.css, in the order of their names, into the one stylesheet that pages ask for."""

from pathlib import Path

STATIC = Path(__file__).parent.parent / "src/shanghui/core/static/core"
JOINED = STATIC / "shanghui.css"


def joined() -> str:
    """The text of the one stylesheet; a test compares it with the file."""
    parts = sorted(STATIC.joinpath("css").glob("*.css"))
    return "/* Joined by tools/join_styles.py from css/*.css: change those. */\n" + "\n".join(
        part.read_text(encoding="utf-8") for part in parts
    )


if __name__ == "__main__":
    JOINED.write_text(joined(), encoding="utf-8")
