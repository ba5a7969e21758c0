"""How two records agree: named comparisons, each giving a level of agreement and how common it is by chance.

After Fellegi and Sunter (1969): the weight of a level is log P(level | one enterprise) − log P(level | two). The second
is counted in the records themselves for each value (a rare name says more than a common one), on top of a background
of enterprises that are not among the records, so that a list of ten is judged as soberly as a list of a million.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein, Prefix
from rapidfuzz.process import cpdist

from shanghui.engines.identity.features import Column, Features, city_of_all
from shanghui.engines.identity.model import ReasonCode

Levels = npt.NDArray[np.int8]
Chances = npt.NDArray[np.floating]
BACKGROUND = 200_000.0
GENERIC = 3e-3  # how often a name of trade words only (钢材批发) is borne by another enterprise


@dataclass(frozen=True, slots=True)
class Sides:
    """The pairs to compare (numbers of records) and how often each record's value occurs in its column."""

    features: Features
    counts: dict[str, Column]
    left: Column
    right: Column

    def both(self, column: str) -> tuple[Column, Column]:
        """Give the column's values left and right."""
        values = self.features[column]
        return values[self.left], values[self.right]

    def chance(self, column: str, unseen: float, at: Column | None = None) -> Chances:
        """Give the probability that another enterprise has the same value, by counting all but the pair itself.

        `unseen` is how many of the background's enterprises are expected to have it.
        """
        found = self.counts[column][self.left if at is None else at]
        return (np.maximum(found - 2, 0) + unseen) / (len(self.features) + BACKGROUND)

    def share(self, column: str) -> Chances:
        """Give the share of the left record's value among the records that have one (for places, forms)."""
        known = max(int((self.features[column] != 0).sum()), 1)
        return (self.counts[column][self.left] + 1.0) / (known + 20.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison: level k means `reasons[k − 1]`, 0 that nothing can be said.

    `priors` are P(level | one enterprise) before anything is learned; they add up to 1.
    """

    name: str
    reasons: tuple[ReasonCode, ...]
    priors: tuple[float, ...]
    measure: Callable[[Sides], tuple[Levels, Chances]]


def counts_of(features: Features) -> dict[str, Column]:
    """Count how many records share each record's value, column by column."""
    counts = {}
    for name in COUNTED:
        _, inverse, sizes = np.unique(features[name], return_inverse=True, return_counts=True)
        counts[name] = sizes[inverse]
    return counts


COUNTED = (
    "stem", "core", "prefix2", "prefix3", "prefix4", "prefix6", "without0", "without1", "without2", "without3", "sound",
    "form", "city", "district", "road", "street", "phone",
)  # fmt: skip


def compare_names(sides: Sides) -> tuple[Levels, Chances]:
    """Compare the names without place, form and branch."""
    stems = sides.features.stems
    first, second = [stems[at] for at in sides.left.tolist()], [stems[at] for at in sides.right.tolist()]
    distance = cpdist(first, second, scorer=Levenshtein.distance, dtype=np.int32).astype(np.int64)
    prefix = cpdist(first, second, scorer=Prefix.similarity, dtype=np.int32).astype(np.int64)
    lengths = np.fromiter((len(stem) for stem in stems), np.int64, len(stems))
    left_length, right_length = lengths[sides.left], lengths[sides.right]
    short, long = np.minimum(left_length, right_length), np.maximum(left_length, right_length)
    longer = np.where(left_length >= right_length, sides.left, sides.right)
    edits = distance - (long - short)
    core, other_core = sides.both("core")
    sound, other_sound = sides.both("sound")
    numbers, other_numbers = sides.both("numbers")
    one_off = (edits == 1) & (numbers == other_numbers)  # 1号 and 2号 are not one name with a slip
    conditions = [
        distance == 0,
        (edits == 0) & (prefix == short) & (short >= 2),
        one_off & (sound == other_sound) & (prefix < 4),
        one_off & (short >= 3),
        (edits == 0) & (short >= 2),
        core == other_core,
        (edits <= 2) & (short >= 5) | (edits == 1),
    ]
    levels = np.select(conditions, range(1, 8), 8).astype(np.int8)
    return levels, _name_chances(sides, levels, short, prefix, longer)


def _name_chances(sides: Sides, levels: Levels, short: Column, prefix: Column, longer: Column) -> Chances:
    by_prefix = np.select(
        [short <= 2, short == 3, short <= 5],
        [
            sides.chance("prefix2", 10.0, longer),
            sides.chance("prefix3", 2.0, longer),
            sides.chance("prefix4", 0.6, longer),
        ],
        sides.chance("prefix6", 0.3, longer),
    )
    one_off = np.select(
        [prefix == at for at in range(4)],
        [sides.chance(f"without{at}", 20.0, longer) for at in range(4)],
        sides.chance("prefix4", 1.0, longer),
    )
    chances = [
        sides.chance("stem", 0.3),
        by_prefix,
        sides.chance("sound", 2.0),
        one_off,
        np.maximum(by_prefix, 5e-5),
        np.maximum(sides.chance("core", 10.0), 3e-3),
        np.full(len(levels), 3e-3),
        np.full(len(levels), 0.95),
    ]
    generic, other_generic = sides.both("is_generic")
    plain = np.choose(levels - 1, chances)
    return np.where((generic | other_generic) != 0, np.maximum(plain, GENERIC), plain)


def compare_codes(sides: Sides) -> tuple[Levels, Chances]:
    """Compare the credit codes."""
    left, right = sides.both("code")
    levels = np.where((left == 0) | (right == 0), 0, np.where(left == right, 1, 2)).astype(np.int8)
    return levels, np.where(levels == 1, 1e-10, 1.0)


def compare_phones(sides: Sides) -> tuple[Levels, Chances]:
    """Compare the telephone numbers."""
    left, right = sides.both("phone")
    levels = np.where((left == 0) | (right == 0), 0, np.where(left == right, 1, 2)).astype(np.int8)
    return levels, np.where(levels == 1, sides.chance("phone", 0.5), 1.0)


def compare_cities(sides: Sides) -> tuple[Levels, Chances]:
    """Compare the cities: those in the names, where both say one, else what name or address says."""
    in_name, in_other_name = (city_of_all(one) for one in sides.both("name_city"))
    city, other_city = sides.both("city")
    both_names = (in_name != 0) & (in_other_name != 0)
    known = (city != 0) & (other_city != 0)
    levels = np.select(
        [both_names & (in_name == in_other_name), both_names, known & (city == other_city), known], [1, 2, 1, 3], 0
    ).astype(np.int8)
    return levels, np.where(levels == 1, sides.share("city"), 0.9)


def compare_districts(sides: Sides) -> tuple[Levels, Chances]:
    """Compare the districts where a street is missing; with both streets known the addresses tell it better."""
    left, right = sides.both("district")
    street, other_street = sides.both("street")
    silent = (left == 0) | (right == 0) | ((street != 0) & (other_street != 0))
    levels = np.where(silent, 0, np.where(left == right, 1, 2)).astype(np.int8)
    return levels, np.where(levels == 1, sides.share("district"), 0.9)


def compare_addresses(sides: Sides) -> tuple[Levels, Chances]:
    """Compare road, house number and room, and the districts where the roads differ; nothing across two cities.

    District and road are one comparison: an enterprise that moved differs in both, which must not count twice.
    """
    street, other_street = sides.both("street")
    tail, other_tail = sides.both("tail")
    road, other_road = sides.both("road")
    district, other_district = sides.both("district")
    city, other_city = sides.both("city")
    elsewhere = (city != 0) & (other_city != 0) & (city != other_city)  # every city has a 中山路12号
    unknown, same_house = (street == 0) | (other_street == 0) | elsewhere, street == other_street
    rooms, districts = (tail != 0) & (other_tail != 0), (district != 0) & (other_district != 0)
    conditions = [
        unknown,
        same_house & rooms & (tail == other_tail),
        same_house & ~rooms,
        same_house,
        road == other_road,
        districts & (district != other_district),
    ]
    levels = np.select(conditions, [0, 1, 2, 3, 4, 6], 5).astype(np.int8)
    house = sides.chance("street", 1.0)
    moved = np.where(districts, sides.share("district"), 0.9)
    road_chance = np.maximum(sides.chance("road", 5.0), 2e-3)
    chances = np.choose(levels, [house, house * 0.1, house, house, road_chance, moved, np.full(len(levels), 0.9)])
    return levels, chances


def compare_forms(sides: Sides) -> tuple[Levels, Chances]:
    """Compare the kinds of form: limited company, joint-stock company, works, shop, co-operative …"""
    left, right = sides.both("form")
    levels = np.where((left == 0) | (right == 0), 0, np.where(left == right, 1, 2)).astype(np.int8)
    return levels, np.where(levels == 1, sides.share("form"), 0.5)


def compare_branches(sides: Sides) -> tuple[Levels, Chances]:
    """Compare the branches: a branch is not its parent."""
    left, right = sides.both("branch")
    levels = np.where((left == 0) & (right == 0), 0, np.where(left == right, 1, 2)).astype(np.int8)
    return levels, np.where(levels == 1, 0.1, 0.9)


R = ReasonCode
COMPARISONS = (
    Comparison(
        "name",
        (R.NAME_SAME, R.NAME_SHORTENED, R.NAME_SOUNDS_SAME, R.NAME_ONE_CHARACTER, R.NAME_ABBREVIATED, R.NAME_CORE_SAME,
         R.NAME_SIMILAR, R.NAME_DIFFERENT),
        (0.58, 0.22, 0.04, 0.08, 0.02, 0.01, 0.02, 0.03),
        compare_names,
    ),
    Comparison("code", (R.CODE_SAME, R.CODE_DIFFERENT), (0.99, 0.01), compare_codes),
    Comparison("phone", (R.PHONE_SAME, R.PHONE_DIFFERENT), (0.75, 0.25), compare_phones),
    Comparison("city", (R.CITY_SAME, R.CITY_DIFFERENT, R.CITY_OTHER_THAN_IN_NAME), (0.97, 0.01, 0.02), compare_cities),
    Comparison("district", (R.DISTRICT_SAME, R.DISTRICT_DIFFERENT), (0.92, 0.08), compare_districts),
    Comparison(
        "address",
        (R.ADDRESS_SAME, R.STREET_SAME, R.HOUSE_SAME_ROOM_DIFFERENT, R.ROAD_SAME, R.ADDRESS_DIFFERENT,
         R.ADDRESS_DISTRICT_DIFFERENT),
        (0.35, 0.45, 0.03, 0.02, 0.08, 0.07),
        compare_addresses,
    ),
    Comparison("form", (R.FORM_SAME, R.FORM_DIFFERENT), (0.95, 0.05), compare_forms),
    Comparison("branch", (R.BRANCH_SAME, R.BRANCH_DIFFERENT), (0.97, 0.03), compare_branches),
)  # fmt: skip
