"""Words in files → rows of the database: her members, product classes, regions. Kept for a whole import."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.catalogue.models import Region
from shanghui.catalogue.queries import (
    ABOVE_TOWNS,
    claimed_words,
    folded,
    product_class_by_word,
    region_by_code,
)
from shanghui.core.actor import Actor
from shanghui.engines import language
from shanghui.exchange.queries.similar_texts import SimilarTexts
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.queries.import_lookups import Places, plain

_BETWEEN = re.compile(r"[、；;，,\n|]+")
_NEARBY = re.compile(r"(?:以?及|和|或|、)?(?:其|的)?(?:周边|附近|周围|一带|就近|左近|邻近)(?:地区|城市|区域)?$")
_ANYWHERE = frozenset({"全国", "不限", "国内", "不限地区", "全国各地", "均可", "无要求", "任意"})
_WIDE = re.compile("长三角|珠三角|京津冀|江浙沪|苏浙沪|华东|华南|华北|华中|西南|西北|东北|全球|海外|国外|江浙|川渝")
_ALIKE = 0.5
#: of namesakes (宝山区) the one in the delta is meant where her own province has none, Shanghai's first
_DELTA = ("31", "32", "33", "34")


def words_in(text: str) -> list[str]:
    """The words of a cell that names several, each once."""
    return list(dict.fromkeys(word.strip() for word in _BETWEEN.split(text) if word.strip()))


class MemberNames:
    """The firms for which her organisation may publish, by name, short name and credit code."""

    def __init__(self, actor: Actor, organisation: Organisation) -> None:
        self._actor = actor
        self._own = {plain(organisation.name), plain(organisation.short_name)} - {""}
        members = Membership.objects.on(localdate()).filter(organisation__in=actor.organisation_ids)
        mine = Q(entered_by__in=actor.organisation_ids) | Q(pk__in=members.values("enterprise"))
        rows = Enterprise.objects.visible_to(actor).active().filter(mine)
        self.names: dict[int, str] = {}
        #: by which an anonymous firm would be known
        self.called: dict[int, tuple[str, str]] = {}
        self._ids: dict[str, set[int]] = {}
        for pk, name, short, code in rows.values_list("pk", "name", "short_name", "credit_code"):
            self.names[pk], self.called[pk] = name, (name, short)
            for word in {plain(name), plain(short), plain(code)} - {""}:
                self._ids.setdefault(word, set()).add(pk)
        self._nearest: dict[str, str] = {}
        self._foreign: dict[str, bool] = {}

    def is_own(self, text: str) -> bool:
        """Does it name the organisation itself?"""
        return plain(text) in self._own

    def find(self, text: str) -> set[int]:
        """None, one, or several firms of this name."""
        return self._ids.get(plain(text)) or self._ids.get(plain(language.read_credit_code(text).text), set())

    def near(self, text: str) -> str:
        """The full name that is spelt most alike; "" when none is."""
        if text not in self._nearest:
            found = self._similar.near(text, least=_ALIKE, most=1)
            self._nearest[text] = self.names[found[0][1]] if found else ""
        return self._nearest[text]

    def is_foreign(self, text: str) -> bool:
        """Is it a firm that she sees, but no member of hers?"""
        if text not in self._foreign:
            rows = Enterprise.objects.visible_to(self._actor).active()
            self._foreign[text] = rows.filter(Q(name=text) | Q(short_name=text)).exists()
        return self._foreign[text]

    @cached_property
    def _similar(self) -> SimilarTexts:
        texts = SimilarTexts()
        for pk, name in self.names.items():
            texts.add(pk, name)
        return texts


class ClassWords:
    """Product classes in use by name, synonym or code."""

    def __init__(self) -> None:
        self._ids: dict[str, int | None] = {}
        self._nearest: dict[str, str] = {}

    def find(self, word: str) -> int | None:
        key = folded(word)
        if key not in self._ids:
            found = product_class_by_word(word)
            self._ids[key] = found.pk if found else None
        return self._ids[key]

    def near(self, word: str) -> str:
        """The class whose longest word stands in this one (M12高强度螺栓), else the one spelt most alike; "" when none."""
        key = folded(word)
        if key not in self._nearest:
            inside = max((known for known in self._words if len(known) > 1 and known in key), key=len, default="")
            alike = [] if inside else self._similar.near(word, least=_ALIKE, most=1)
            self._nearest[key] = self._words.get(inside) or (self._names[alike[0][1]] if alike else "")
        return self._nearest[key]

    @cached_property
    def _words(self) -> dict[str, str]:
        return claimed_words()

    @cached_property
    def _names(self) -> list[str]:
        return list(self._words.values())

    @cached_property
    def _similar(self) -> SimilarTexts:
        texts = SimilarTexts()
        for place, word in enumerate(self._words):
            texts.add(place, word)
        return texts


@dataclass(frozen=True, slots=True)
class Wanted:
    """A region as a cell says it. `problem` is a code with `suggestion`; region_unknown leaves the region open."""

    region: int | None = None
    nearby: bool = False
    problem: str = ""
    suggestion: str = ""


class RegionWords:
    """Regions by code, by name, by whatever an address says; each text is read once. `home`: whose namesakes are meant."""

    def __init__(self, home: Region | None) -> None:
        self._home = home.code[:2] if home else ""
        self._known: dict[str, Wanted] = {}

    def find(self, text: str) -> Wanted:
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Wanted:
        tidy = plain(text)
        name = _NEARBY.sub("", tidy)
        nearby = name != tidy
        if not name or name in _ANYWHERE:
            return Wanted(None, nearby)
        region, certain = self._named(name)
        if region is not None:
            problem = ("", "") if certain else ("region_guessed", self._paths.get(region, ""))
            return Wanted(region, nearby, *problem)
        if _WIDE.search(name):
            return Wanted(None, nearby, "region_wide")
        words = words_in(name)
        if len(words) > 1 and (first := self._named(words[0])[0]):
            return Wanted(first, nearby, "region_several", words[0])
        several = self._by_name.get(name)
        near = several[0].path if several else self._places.near(name)
        return Wanted(None, nearby, "region_unknown", near)

    def _named(self, name: str) -> tuple[int | None, bool]:
        """The region, and whether it is certain."""
        if name.isdigit():
            row = region_by_code(name)
            return (row.pk, True) if row else (None, False)
        if len(words_in(name)) > 1:
            return None, False
        if namesakes := self._by_name.get(name):
            return self._meant(namesakes)
        place = self._places.find(address=name, province="", city="", district="", name="")
        return place.region, place.certain

    def _meant(self, namesakes: "Sequence[_Named]") -> tuple[int | None, bool]:
        """The highest (吉林 is the province before the city); among equals the one at home."""
        highest = [one for one in namesakes if one.level == namesakes[0].level]
        if len(highest) == 1:
            return highest[0].pk, True
        for start in (self._home, *_DELTA):
            near = [one for one in highest if start and one.code.startswith(start)]
            if len(near) == 1:
                return near[0].pk, start == self._home
        return None, False

    @cached_property
    def _places(self) -> Places:
        return Places()

    @cached_property
    def _paths(self) -> dict[int, str]:
        return {one.pk: one.path for several in self._by_name.values() for one in several}

    @cached_property
    def _by_name(self) -> "dict[str, list[_Named]]":
        """Plain own name, short name or full name → the regions that bear it, upper levels first."""
        rows = Region.objects.filter(level__in=ABOVE_TOWNS, valid_until__isnull=True).order_by("level", "code")
        paths: dict[int | None, str] = {None: ""}
        found: dict[str, list[_Named]] = {}
        for pk, code, name, short, level, parent in rows.values_list(
            "pk", "code", "name", "short_name", "level", "parent_id"
        ):
            paths[pk] = paths.get(parent, "") + name
            for word in {plain(name), plain(short), plain(paths[pk])}:
                found.setdefault(word, []).append(_Named(pk, code, level, paths[pk]))
        return found


@dataclass(frozen=True, slots=True)
class _Named:
    """A region with its full name."""

    pk: int
    code: str
    level: int
    path: str
