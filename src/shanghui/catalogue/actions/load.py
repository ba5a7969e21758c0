"""Fill the catalogue from the files in `data/`; running it again changes only what the files changed."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.catalogue.models import CalendarDay, Entry, Industry, ProductClass, Region
from shanghui.catalogue.permissions import can_edit_catalogue
from shanghui.catalogue.place_names import english_place_name, short_place_name
from shanghui.catalogue.queries import search_text, spelling
from shanghui.catalogue.rules import RegionLevel
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require

Line = TypeVar("Line", bound=Entry)
Fields = dict[str, Any]
_BATCH = 1000


@dataclass(frozen=True)
class LoadedCatalogue:
    """Rows written, over all tables; `expired` left the standard and are kept with their last day."""

    created: int = 0
    updated: int = 0
    expired: int = 0

    def __add__(self, other: "LoadedCatalogue") -> "LoadedCatalogue":
        return LoadedCatalogue(self.created + other.created, self.updated + other.updated, self.expired + other.expired)


@transaction.atomic
def load_catalogue(*, actor: Actor, now: datetime) -> LoadedCatalogue:
    """Regions, towns, industries, product classes, calendar. What an officer has edited stays as she left it."""
    require(can_edit_catalogue(actor))
    loaded = _load_layers(Region, _regions(), localdate(now))
    loaded += _load_layers(Industry, _industries(), localdate(now))
    loaded += _load_layers(ProductClass, _product_classes(), localdate(now), kept=Q(edited_at__isnull=False))
    loaded += _load_calendar()
    if loaded != LoadedCatalogue():
        audit.record(
            actor, "load_catalogue", None, now=now,
            created=loaded.created, updated=loaded.updated, expired=loaded.expired,
        )  # fmt: skip
    return loaded


def _load_layers(model: type[Line], lines: Iterable[Fields], today: date, *, kept: Q | None = None) -> LoadedCatalogue:
    """Write upper rows before the rows that hang below them; `parent` and `industry` are codes here."""
    existing = {row.code: row for row in model._default_manager.all()}
    fixed = set(model._default_manager.filter(kept).values_list("code", flat=True)) if kept else set()
    industries = dict(Industry.objects.values_list("code", "pk")) if model is ProductClass else {}
    layers: dict[int, list[Fields]] = {}
    for line in lines:
        layers.setdefault(line.pop("layer"), []).append(line)
    wanted = {line["code"] for layer in layers.values() for line in layer}
    created = updated = 0
    for _, layer in sorted(layers.items()):
        for line in layer:
            line["parent_id"] = existing[parent].pk if (parent := line.pop("parent")) else None
            if model is ProductClass:
                line["industry_id"] = industries[line.pop("industry")]
        new = [model(**line) for line in layer if line["code"] not in existing]
        changed = [
            row for line in layer
            if (row := existing.get(line["code"])) is not None and row.code not in fixed and _takes(row, line)
        ]  # fmt: skip
        existing |= {row.code: row for row in model._default_manager.bulk_create(new, batch_size=_BATCH)}
        if changed:
            model._default_manager.bulk_update(changed, [*layer[0], "valid_until"], batch_size=_BATCH)
        created, updated = created + len(new), updated + len(changed)
    gone = model._default_manager.filter(valid_until__isnull=True).exclude(code__in=wanted | fixed)
    return LoadedCatalogue(created, updated, gone.update(valid_until=today))


def _takes(row: Entry, line: Fields) -> bool:
    """Set what differs; whether anything did. A row that came back into the file is in use again."""
    different = {name: value for name, value in line.items() if getattr(row, name) != value}
    if row.valid_until is not None:
        different["valid_until"] = None
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _load_calendar() -> LoadedCatalogue:
    """Add the days of published years; a day that is already there stays, an officer may have changed it."""
    rows = [
        CalendarDay(date=date.fromisoformat(row["date"]), working=row["working"] == "1", note=row["note"])
        for row in _rows("calendar_days.csv")
    ]
    known = set(CalendarDay.objects.values_list("date", flat=True))
    new = CalendarDay.objects.bulk_create([row for row in rows if row.date not in known])
    return LoadedCatalogue(created=len(new))


def _regions() -> Iterator[Fields]:
    names = {row["code"]: row for row in _rows("region_names.csv")}
    former: dict[str, list[dict[str, str]]] = {}
    for row in _rows("region_former.csv"):
        former.setdefault(row["successor"], []).append(row)
    rows = list(_rows("regions.csv")) + list(_rows("towns.csv"))
    codes = {row["code"] for row in rows}
    for row in rows:
        code, own, once = row["code"], names.get(row["code"], {}), former.get(row["code"], [])
        aliases = [word for word in own.get("aliases", "").split(";") if word]
        aliases += dict.fromkeys(old["name"] for old in once if old["name"] and old["name"] != row["name"])
        former_codes = [old["code"] for old in once if old["code"]]
        yield _region(row, own.get("name_en", ""), aliases, former_codes, _region_parent(code, codes))


def _region(row: dict[str, str], name_en: str, aliases: list[str], former_codes: list[str], parent: str) -> Fields:
    name, short = row["name"], short_place_name(row["name"])
    english = name_en or english_place_name(name, spelling(short)[0])
    level = _region_level(row["code"])
    names = [name, short, *aliases, *(short_place_name(alias) for alias in aliases), english]
    return _line(row, names, former_codes) | {
        "name_en": english, "layer": level, "level": level, "parent": parent, "short_name": short,
        "aliases": aliases, "former_codes": former_codes,
    }  # fmt: skip


def _region_level(code: str) -> int:
    if len(code) > 6:
        return RegionLevel.TOWN.value
    if code.endswith("0000"):
        return RegionLevel.PROVINCE.value
    return (RegionLevel.CITY if code.endswith("00") else RegionLevel.DISTRICT).value


def _region_parent(code: str, codes: set[str]) -> str:
    """The next upper code that exists: districts of municipalities hang from the province itself."""
    uppers = (code[:6], code[:4] + "00", code[:2] + "0000")
    return next((upper for upper in uppers if upper != code and upper in codes), "")


def _industries() -> Iterator[Fields]:
    former: dict[str, list[str]] = {}
    for row in _rows("industry_former.csv"):
        former.setdefault(row["successor"], []).append(row["code"])
    english = {row["code"]: row["name_en"] for row in _rows("industry_names.csv")}
    section = ""
    for row in _rows("industries.csv"):
        code = row["code"]
        section = code if code.isalpha() else section
        parent = "" if code == section else code[:-1] if len(code) > 2 else section
        level = 1 if code == section else len(code)
        codes, name_en = former.get(code, []), english.get(code, "")
        yield _line(row, [row["name"], name_en], codes) | {
            "name_en": name_en, "layer": level, "level": level, "parent": parent, "former_codes": codes,
        }  # fmt: skip


def _product_classes() -> Iterator[Fields]:
    for row in _rows("product_classes.csv"):
        synonyms = [word for word in row["synonyms"].split(";") if word]
        yield _line(row, [row["name"], row["name_en"], *synonyms], []) | {
            "name_en": row["name_en"], "layer": len(row["code"]), "parent": row["code"][:-2], "unit": row["unit"],
            "industry": row["industry"], "synonyms": synonyms,
        }  # fmt: skip


def _line(row: dict[str, str], names: Iterable[str], codes: Iterable[str]) -> Fields:
    syllables, letters = spelling(row["name"])
    return {
        "code": row["code"],
        "name": row["name"],
        "name_hant": row.get("name_hant", ""),
        "pinyin": syllables,
        "initials": letters,
        "search": search_text(names, [row["code"], *codes]),
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("shanghui.catalogue").joinpath("data", name).open(encoding="utf-8") as opened:
        yield from csv.DictReader(opened)
