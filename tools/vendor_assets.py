"""Fetch the front-end files that we serve, by package name, with licences and hashes; run it to take a new version.

The files are committed, so that neither set-up nor a running server fetches anything.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parent.parent / "src/shanghui/core/static/core"
VENDOR = STATIC / "vendor"
RECORD = VENDOR / "vendored.json"


@dataclass(frozen=True)
class Package:
    """An npm package and the files taken from it: path inside the package -> file name in vendor/."""

    name: str
    version: str
    licence: str
    files: dict[str, str]
    notices: tuple[str, ...] = ("LICENSE",)

    @property
    def slug(self) -> str:
        return self.name.removeprefix("@").replace("/", "-")


# its package holds no licence text: licences/tabler-core.txt is written by hand
TABLER = Package("@tabler/core", "1.6.1", "MIT", {"dist/css/tabler.min.css": "tabler.min.css"}, ())
# the version that django-htmx carries; taken here with its licence text, which the wheel lacks
HTMX = Package("htmx.org", "2.0.10", "0BSD", {"dist/htmx.min.js": "htmx.min.js"})
# the whole build: the smaller ones draw neither graph nor map nor heatmap; only pages with a chart load it
ECHARTS = Package("echarts", "6.1.0", "Apache-2.0", {"dist/echarts.min.js": "echarts.min.js"}, ("LICENSE", "NOTICE"))
ICON_SET = Package("@tabler/icons", "3.51.0", "MIT", {})

ICONS = """
activity address-book adjustments affiliate alert-circle alert-triangle archive arrow-back-up arrow-down arrow-left
arrow-right arrow-up arrows-exchange arrows-split ban bell bookmark briefcase building building-bank building-community
building-factory-2 building-store bulb calendar calendar-event certificate chart-bar check checklist chevron-down
chevron-left chevron-right chevron-up circle circle-check clipboard-list clock copy database device-desktop
device-mobile devices dots download edit external-link eye eye-off file file-spreadsheet file-text filter fingerprint
flag folder gavel git-merge grip-vertical heart-handshake help-circle hierarchy-2 history home id inbox info-circle key
language layout-grid layout-list letter-case link list list-details loader-2 lock lock-open login logout mail map-2
map-pin menu-2 message messages minus notes package paperclip pencil phone photo pin player-pause player-play plus
printer qrcode question-mark refresh refresh-alert report-search route search selector send settings share shield
shield-check shield-lock sitemap sort-ascending sort-ascending-letters sort-descending star switch-horizontal table
table-export table-import tag target text-size tools topology-star-3 transfer trash unlink upload user user-check
user-circle user-cog user-minus user-plus users users-group versions world x zoom-question
"""


def main() -> None:
    VENDOR.joinpath("licences").mkdir(parents=True, exist_ok=True)
    record = [fetch(package) for package in (TABLER, HTMX, ECHARTS, ICON_SET)]
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def fetch(package: Package) -> dict[str, object]:
    """Write the package's files and licence; return its row of the record."""
    with tempfile.TemporaryDirectory() as folder:
        source = unpack(package, Path(folder))
        written = [copy(source / path, VENDOR / name) for path, name in package.files.items()]
        if package is ICON_SET:
            written.append(STATIC / "icons.svg")
            written[-1].write_text(sprite(source / "icons/outline"), encoding="utf-8")
        written.append(VENDOR / "licences" / f"{package.slug}.txt")
        if package.notices:
            notices = [source.joinpath(name).read_text(encoding="utf-8") for name in package.notices]
            written[-1].write_text("\n".join(notices), encoding="utf-8")
    files = {path.relative_to(STATIC).as_posix(): digest(path) for path in written}
    return {"name": package.name, "version": package.version, "licence": package.licence, "files": files}


def unpack(package: Package, folder: Path) -> Path:
    """Fetch with npm's own client into `folder`; return the unpacked package."""
    wanted = f"{package.name}@{package.version}"
    subprocess.run(["npm", "pack", "--silent", wanted, "--pack-destination", folder], check=True, capture_output=True)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return folder / "package"


def copy(source: Path, target: Path) -> Path:
    """Copy without the pointer to a source map, which the manifest storage would look for in vain."""
    text = re.sub(r"\n?/[*/]# sourceMappingURL=.*", "", source.read_text(encoding="utf-8"))
    target.write_text(text.rstrip() + "\n", encoding="utf-8")
    return target


def sprite(folder: Path) -> str:
    """One SVG file with a symbol `i-<name>` for each icon; stroke and size come from the class `sh-i`."""
    symbols = [
        symbol(name, folder.joinpath(f"{name}.svg").read_text(encoding="utf-8")) for name in sorted(ICONS.split())
    ]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def symbol(name: str, drawing: str) -> str:
    paths = [path for path in re.findall(r"<path [^>]*>", drawing) if 'stroke="none"' not in path]
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{"".join(paths)}</symbol>'


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
