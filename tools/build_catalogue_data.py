"""Write the generated files of `catalogue/data` from public reference tables (docs/adr/0006).

Run by hand when a standard changes: `python tools/build_catalogue_data.py REFERENCE_FOLDER`. The folder holds
region_{provinces,cities,areas,streets_yrd}.csv, gbt4754_2017.csv, gbt4754_{2002_to_2011,2011_to_2017}.csv and
shanghai_districts.geojson. Hand-written files (region_names.csv, region_former.csv, product_classes.csv,
calendar_days.csv) are not touched.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from opencc_purepy import OpenCC

from simplify_district_map import write_district_map

TARGET = Path(__file__).resolve().parents[1] / "src" / "shanghui" / "catalogue" / "data"
HONG_KONG_MACAO_TAIWAN = [("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区")]
#: rows of the source that are drawers of its tree, not places
DRAWERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
#: 嘉峪关市 has no districts; the source lists it once more under a code that GB/T 2260 does not have
NO_PLACES = {"620201"}
#: in place names these keep their form; a phrase table would make 裡, 穀, 幹, 巖, 樸, 昇
KEPT_IN_PLACE_NAMES = set("里谷干岩朴升")
#: names that the source cuts off
WHOLE_NAMES = {"37": "铁路、船舶、航空航天和其他运输设备制造业"}

_converter = OpenCC("s2t")


def main(reference: Path) -> None:
    """Write regions.csv, towns.csv, industries.csv, industry_former.csv and shanghai_map.json."""
    regions = list(_regions(reference))
    _write("regions.csv", "code,name,name_hant", ((code, name, _place_hant(name)) for code, name in regions))
    towns = [(row["code"], row["name"]) for row in _rows(reference / "region_streets_yrd.csv")]
    _write("towns.csv", "code,name,name_hant", ((code, name, _place_hant(name)) for code, name in sorted(towns)))
    rows = _rows(reference / "gbt4754_2017.csv")
    industries = [(row["code"], WHOLE_NAMES.get(row["code"], row["name"]).split(" ")[0]) for row in rows]
    _write("industries.csv", "code,name,name_hant", ((code, name, _hant(name)) for code, name in industries))
    _write("industry_former.csv", "year,code,successor", _former_industries(reference, dict(industries)))
    shanghai = {name: code for code, name in regions if code.startswith("31")}
    write_district_map(reference / "shanghai_districts.geojson", shanghai, TARGET / "shanghai_map.json")


def _regions(reference: Path) -> Iterable[tuple[str, str]]:
    rows = [(row["code"] + "0000", row["name"]) for row in _rows(reference / "region_provinces.csv")]
    rows += HONG_KONG_MACAO_TAIWAN
    rows += [
        (row["code"] + "00", row["name"])
        for row in _rows(reference / "region_cities.csv")
        if row["name"] not in DRAWERS
    ]
    rows += [
        (row["code"], row["name"]) for row in _rows(reference / "region_areas.csv") if row["code"] not in NO_PLACES
    ]
    return sorted(dict(reversed(rows)).items())  # a city without districts is listed again as its own district


def _former_industries(reference: Path, current: dict[str, str]) -> Iterable[tuple[str, str, str]]:
    """Codes of 2011 and 2002 that are no code today → the class, or where it was split, what holds all its parts."""
    section, sections = "", {}
    for code in current:
        section = code if code.isalpha() else section
        sections[code] = section
    from_2011 = _concordance(reference / "gbt4754_2011_to_2017.csv")
    from_2002 = _concordance(reference / "gbt4754_2002_to_2011.csv")
    chained = {
        code: {end for step in steps for end in from_2011.get(step, {step})} for code, steps in from_2002.items()
    }
    known: set[str] = set()
    for year, table in (("2011", from_2011), ("2002", chained)):
        for code, targets in sorted(table.items()):
            successor = _holding_all({target for target in targets if target in current}, sections)
            if code not in current and code not in known and successor:
                known.add(code)
                yield year, code, successor


def _holding_all(codes: set[str], sections: dict[str, str]) -> str:
    """The deepest class that holds all codes: itself, the group, the division, the section; "" when none does."""
    for length in (4, 3, 2):
        prefixes = {code[:length] for code in codes}
        if len(prefixes) == 1:
            found = prefixes.pop()
            return found if found in sections else ""
    letters = {sections[code] for code in codes}
    return letters.pop() if len(letters) == 1 else ""


def _concordance(file: Path) -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for row in _rows(file):
        table.setdefault(row["from_code"], set()).add(row["to_code"])
    return table


def _hant(text: str) -> str:
    """The traditional form, empty where it is the same."""
    converted = str(_converter.convert(text))
    return "" if converted == text else converted


def _place_hant(name: str) -> str:
    converted = str(_converter.convert(name))
    kept = "".join(old if old in KEPT_IN_PLACE_NAMES else new for old, new in zip(name, converted, strict=True))
    return "" if kept == name else kept


def _rows(file: Path) -> Iterable[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        yield from csv.DictReader(opened)


def _write(name: str, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
