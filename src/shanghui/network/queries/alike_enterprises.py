"""Which rows of a file only look like a stored firm or like an earlier row: `engines.identity` weighs the evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shanghui.core.actor import Actor
from shanghui.engines.identity import Budget, IdentityIndex, Problem, ReasonCode, Record, solve
from shanghui.network.models import Enterprise
from shanghui.network.queries.identity import name_key
from shanghui.network.queries.same_enterprises import Facts, identity_key, is_surely_same

#: stored firms whose names begin with other characters than any row's are not compared
PREFIX = 3
#: a pair below this probability is not worth a question
LEAST = 0.3
DOUBTS = 5000
#: up to so many rows, weights known beforehand are used
LARGE = 20_000


@dataclass(frozen=True, slots=True)
class Likeness:
    """A stored firm (`pk`) or an earlier row (`number`) that may be the same; reasons as (code, context)."""

    probability: float
    key: str
    reasons: tuple[tuple[str, Mapping[str, str]], ...]
    pk: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    facts: Facts
    phone: str
    told: int


class Alike:
    """Collects the rows of a file as they are checked, then tells what each unmatched one may be the same as."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._rows: list[_Row] = []

    def add(self, number: int, facts: Facts, phone: str, told: int) -> None:
        """A row without an exact match. `told`: a digest of what else it says; equal rows are one firm, unasked."""
        self._rows.append(_Row(number, facts, phone, told))

    def found(self) -> dict[int, list[Likeness]]:
        """By row number, for rows that need a person's answer, the likeliest first."""
        if not self._rows:
            return {}
        rows = {f"r{row.number}": row for row in self._rows}
        stored = {f"s{pk}": facts for pk, facts in self._stored()}
        records = [_record(key, facts) for key, facts in stored.items()]
        records += [_record(key, row.facts, row.phone) for key, row in rows.items()]
        found: dict[int, dict[str, Likeness]] = {}
        for left, right, probability, codes in _pairs(records, len(stored)):
            here, there = sorted((left, right), key=lambda key: (key in rows, rows[key].number if key in rows else 0))[
                ::-1
            ]
            if here not in rows or (there in rows and _agree(rows[here], rows[there])):
                continue
            likeness = _likeness(there, stored, rows, probability, codes)
            found.setdefault(rows[here].number, {}).setdefault(there, likeness)
        return {number: sorted(some.values(), key=lambda one: -one.probability) for number, some in found.items()}

    def _stored(self) -> Iterator[tuple[int, Facts]]:
        """The visible firms that share the beginning of their own name, or the code, with a row."""
        starts = {name_key(row.facts.name)[:PREFIX] for row in self._rows}
        codes = {row.facts.credit_code for row in self._rows} - {""}
        visible = Enterprise.objects.visible_to(self.actor).active()
        columns = ("pk", "name_key", "name", "credit_code", "address")
        for pk, key, *facts in visible.values_list(*columns).iterator(chunk_size=5000):
            if key[:PREFIX] in starts or facts[1] in codes:
                yield pk, Facts(*facts)


def _record(key: str, facts: Facts, phone: str = "") -> Record:
    return Record(key, facts.name, facts.credit_code, facts.address, phone)


def _pairs(records: Sequence[Record], stored: int) -> Iterator[tuple[str, str, float, Sequence[ReasonCode]]]:
    """The same pair gets the same probability in every file, unless the file is so large that learning pays."""
    if len(records) - stored <= LARGE:
        for pairs in IdentityIndex.of(records).query(records[stored:], least=LEAST):
            for pair in pairs:
                if pair.left != pair.right:
                    yield pair.left, pair.right, pair.probability, [reason.code for reason in pair.reasons]
        return
    result = solve(Problem(records), budget=Budget(ask=LEAST, doubts=DOUBTS))
    for member in result.memberships:
        if member.partner and member.probability >= LEAST:
            yield member.id, member.partner, member.probability, member.reasons
    for pair in result.doubtful:
        yield pair.left, pair.right, pair.probability, [reason.code for reason in pair.reasons]


def _agree(one: _Row, other: _Row) -> bool:
    """Two rows that say the same of the same firm: nobody is asked."""
    if identity_key(one.facts) == identity_key(other.facts):
        return one.told == other.told
    same_name = name_key(one.facts.name) == name_key(other.facts.name) and one.facts.name == other.facts.name
    return same_name and one.told == other.told and is_surely_same(one.facts, other.facts)


def _likeness(
    there: str, stored: Mapping[str, Facts], rows: Mapping[str, _Row], probability: float, codes: Sequence[ReasonCode]
) -> Likeness:
    reasons: tuple[tuple[str, Mapping[str, str]], ...] = tuple((code.value, {}) for code in codes)
    if there in stored:
        return Likeness(probability, identity_key(stored[there]), reasons, pk=int(there[1:]))
    row = rows[there]
    return Likeness(probability, identity_key(row.facts), reasons, number=row.number)
