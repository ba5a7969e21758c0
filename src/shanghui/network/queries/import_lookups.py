"""Names in files → rows of the database: organisations, regions, industries. Loaded once for a whole import."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from shanghui.catalogue.models import Industry
from shanghui.catalogue.queries import region_index, region_rows
from shanghui.core.actor import Actor
from shanghui.engines import language
from shanghui.engines.language import AddressReading, Certainty, Gazetteer
from shanghui.network.models import Organisation

_CODE = re.compile(r"([a-t]?)(\d{2,4})?(?![a-z\d])")


def plain(text: str) -> str:
    """A name as it is compared: one form, simplified, without spaces and brackets' width."""
    return language.to_hans(language.normalise(text)).replace(" ", "")


class OrganisationNames:
    """The organisations that the actor sees, by name and short name."""

    def __init__(self, actor: Actor) -> None:
        rows = Organisation.objects.visible_to(actor).active().order_by("pk")
        self.by_id = {row.pk: row for row in rows}
        self._ids: dict[str, set[int]] = {}
        for row in list(self.by_id.values()):
            self.add(row)

    def add(self, row: Organisation) -> None:
        """An organisation that the import itself has made."""
        self.by_id[row.pk] = row
        for name in {plain(row.name), plain(row.short_name)} - {""}:
            self._ids.setdefault(name, set()).add(row.pk)

    def find(self, name: str) -> int | None:
        """The one organisation of this name; None when there is none, or more than one."""
        found = self._ids.get(plain(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def near(self, name: str) -> str:
        """The full name of an organisation that contains this name, or is contained in it; "" when none or several."""
        wanted = plain(name)
        found = {
            pk for known, ids in self._ids.items() for pk in ids if wanted and (wanted in known or known in wanted)
        }
        return self.by_id[next(iter(found))].name if len(found) == 1 else ""


class IndustryNames:
    """Industries by code and name."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._ids: dict[str, int] = {}
        # the upper level wins a name that two levels share, so it is written last
        for pk, code, name, former in Industry.objects.order_by("-level").values_list(
            "pk", "code", "name", "former_codes"
        ):
            self.names[pk] = name
            self._ids |= dict.fromkeys((one.lower() for one in former if one.lower() not in self._ids), pk)
            self._ids[code.lower()] = self._ids[plain(name)] = pk

    def find(self, text: str) -> int | None:
        """By name, by code (3482, C3482), by both (3482 紧固件制造), by a name without its ending."""
        tidy = plain(text)
        found = self._ids.get(tidy)
        if found is None and (code := _CODE.match(tidy)):
            found = self._ids.get(code[2] or code[1])
        return found if found is not None else self._ids.get(f"{tidy}业") or self._ids.get(f"{tidy}制造")

    def near(self, text: str) -> str:
        """The shortest industry name that holds the text."""
        tidy = plain(text)
        names = [name for name in self._ids if len(tidy) >= 2 and tidy in name]
        return self.names[self._ids[min(names, key=len)]] if names else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A region read from a row. `read`: from the address or the name, not from the row's own column."""

    region: int | None
    read: bool = False
    certain: bool = True


class Places:
    """Regions by whatever a row says: its columns, else its address, else its name."""

    def __init__(self) -> None:
        self._ids = region_index()

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return language.gazetteer(region_rows())

    @cached_property
    def _names(self) -> dict[int, str]:
        return {self._ids[code]: region.name for code, region in self._gazetteer.by_code.items() if code in self._ids}

    def find(self, *, address: str, province: str, city: str, district: str, name: str) -> Place:
        """The smallest region known, down to the district."""
        if district.isdigit() and district in self._ids:
            return Place(self._ids[district])
        found = language.address(address, self._gazetteer, province=province, city=city, district=district, name=name)
        code = found.district or found.city or found.province
        own_column = found.source in {language.Source.DISTRICT, language.Source.CITY} or not found.district
        return Place(self._ids.get(code), read=not own_column, certain=_is_sure(found))

    def near(self, name: str) -> str:
        """The place whose name is spelt most alike; "" when none is."""
        return next(iter(get_close_matches(name, self._names.values(), 1, 0.6)), "")

    def name(self, region: int) -> str:
        return self._names.get(region, "")


def _is_sure(found: AddressReading) -> bool:
    return found.certainty is Certainty.SURE or not found.district
