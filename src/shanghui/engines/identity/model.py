"""What goes into identity and what comes out: frozen facts, frozen results."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Record:
    """One row about an enterprise; every text as it was written, "" where there is none. Ids are unique."""

    id: str
    name: str
    credit_code: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of two records; it is always kept."""

    left: str
    right: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Records to be sorted into enterprises, and the decisions already taken. Decisions on unknown ids are ignored."""

    records: Sequence[Record]
    decisions: Sequence[Decision] = ()


class ReasonCode(StrEnum):
    """What was found when two records were compared."""

    DECIDED_SAME = "decided_same"
    DECIDED_DIFFERENT = "decided_different"
    CODE_SAME = "code_same"
    CODE_SAME_NAMES_DIFFER = "code_same_names_differ"
    CODE_DIFFERENT = "code_different"
    NAME_SAME = "name_same"
    NAME_SHORTENED = "name_shortened"
    NAME_ONE_CHARACTER = "name_one_character"
    NAME_ABBREVIATED = "name_abbreviated"
    NAME_SOUNDS_SAME = "name_sounds_same"
    NAME_CORE_SAME = "name_core_same"
    NAME_SIMILAR = "name_similar"
    NAME_DIFFERENT = "name_different"
    BRANCH_SAME = "branch_same"
    BRANCH_DIFFERENT = "branch_different"
    FORM_SAME = "form_same"
    FORM_DIFFERENT = "form_different"
    CITY_SAME = "city_same"
    CITY_DIFFERENT = "city_different"
    CITY_OTHER_THAN_IN_NAME = "city_other_than_in_name"
    DISTRICT_SAME = "district_same"
    DISTRICT_DIFFERENT = "district_different"
    ADDRESS_SAME = "address_same"
    STREET_SAME = "street_same"
    HOUSE_SAME_ROOM_DIFFERENT = "house_same_room_different"
    ROAD_SAME = "road_same"
    ADDRESS_DIFFERENT = "address_different"
    ADDRESS_DISTRICT_DIFFERENT = "address_district_different"
    PHONE_SAME = "phone_same"
    PHONE_DIFFERENT = "phone_different"


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding and its weight: the natural logarithm of how much likelier it is for one enterprise than for two.

    `parameters` holds the two pieces compared, to be put into the sentence (keys `left`, `right`).
    """

    code: ReasonCode
    weight: float
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one enterprise, the strongest reason first."""

    left: str
    right: str
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """Where a record ended: `cluster` counts from 1 in the order of the clusters' first records.

    `partner` is the record of the cluster that it agrees with best ("" for a record alone), `probability` theirs to be
    one enterprise (1 for a record alone), `reasons` what was found, the strongest first.
    """

    id: str
    cluster: int
    probability: float
    partner: str = ""
    reasons: tuple[ReasonCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The memberships in the order of the records, pairs that a person should look at, and what was learned.

    `doubtful` holds pairs that were kept apart or joined without being sure, see `Budget`, the likeliest first.
    """

    memberships: tuple[Membership, ...]
    doubtful: tuple[Pair, ...]
    weights: "Weights"


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of a run. Blocks of more than `block` records share too common a key and are left out.

    Pairs at or above `join` may be joined; pairs from `ask` on, unless surer than `sure`, are doubtful.
    `doubts` bounds how many doubtful pairs are explained; `processes` reads big problems in parallel (0: by size).
    """

    block: int = 60
    join: float = 0.5
    ask: float = 0.2
    sure: float = 0.9
    doubts: int = 1000
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: the log of the odds of a match among all pairs, and per comparison P(level | same).

    `name_offsets` correct, level by level, how common equal names are between two enterprises.
    """

    log_prior: float
    agreement: dict[str, tuple[float, ...]]
    name_offsets: tuple[float, ...]
