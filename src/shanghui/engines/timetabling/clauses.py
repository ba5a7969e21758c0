"""An event as clauses: which encounter in which slot, who is there, where each participant's runs begin, how many breaks.

x[m,t]: encounter m in slot t; u[p,t]: p meets somebody in t, the or of its encounters; s[p,t]: u[p,t] and not u[p,t-1]; breaks
are the runs less one, in unary. The encoding follows Pesant, Rix and Rousseau (CPAIOR 2015) and the MaxSAT models of JAIR
74 (2022), with the implied counts that make them fast: encounters of a participant, seats of a slot.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pysat.card import CardEnc
from pysat.formula import IDPool

from shanghui.engines.timetabling.domains import Board, slots_of
from shanghui.engines.timetabling.model import Rule

CROWD = 2.4  # encounters for each participant from which seats are counted instead: fewer clauses, but they tell less
PAIRWISE = 6  # up to so many literals "at most one" is said of each two


@dataclass(slots=True)
class Clauses:
    """`hard` with the rule that each comes from, or none; `soft` literals with what it costs that they are false."""

    board: Board
    counter: int
    pool: IDPool = field(default_factory=IDPool)
    hard: list[list[int]] = field(default_factory=list)
    rules: list[Rule | None] = field(default_factory=list)
    soft: list[tuple[int, int]] = field(default_factory=list)
    breaks: list[list[int]] = field(default_factory=list)

    def at(self, encounter: int, slot: int) -> int:
        return int(self.pool.id(("x", encounter, slot)))

    def there(self, participant: int, slot: int) -> int:
        return int(self.pool.id(("u", participant, slot)))

    def placed(self, encounter: int) -> int:
        return int(self.pool.id(("y", encounter)))

    def say(self, clause: list[int], rule: Rule | None = None) -> None:
        self.hard.append(clause)
        self.rules.append(rule)

    def at_most(self, literals: Sequence[int], most: int, rule: Rule | None = None) -> None:
        if most >= len(literals):
            return
        if most == 1 and len(literals) <= PAIRWISE:
            for one, other in combinations(literals, 2):
                self.say([-one, -other], rule)
            return
        for clause in CardEnc.atmost(list(literals), most, vpool=self.pool, encoding=self.counter).clauses:
            self.say(clause, rule)

    def at_least(self, literals: Sequence[int], least: int, rule: Rule | None = None) -> None:
        if least > len(literals):
            self.say([], rule)
        elif least > 0:
            self.at_most([-one for one in literals], len(literals) - least, rule)


def clauses_of(board: Board, counter: int) -> Clauses:
    """All rules of the event. `counter`: one of pysat's cardinality encodings."""
    found = Clauses(board, counter)
    _encounters(found)
    _participants(found)
    _slots(found)
    _order(found)
    _breaks(found)
    _fairness(found)
    _worth(found)
    return found


def _encounters(say: Clauses) -> None:
    event = say.board.event
    for at, mask in enumerate(say.board.allowed):
        literals = [say.at(at, slot) for slot in slots_of(mask)]
        say.at_most(literals, 1)
        if event.all_placed:
            say.say(literals, Rule("encounter", event.encounters[at].id))
        else:
            say.say([-say.placed(at), *literals])
            for one in literals:
                say.say([-one, say.placed(at)])


def _participants(say: Clauses) -> None:
    event = say.board.event
    for at, (one, mine) in enumerate(zip(event.participants, say.board.of, strict=True)):
        rule, possible = Rule("participant", one.id), []
        for slot in range(event.slots):
            here = [say.at(m, slot) for m in mine if say.board.allowed[m] >> slot & 1]
            there = say.there(at, slot)
            say.say([-there, *here])
            for each in here:
                say.say([-each, there])
            say.at_most(here, one.delegates, rule)
            if here:
                possible.append(there)
        if one.delegates == 1 and event.all_placed:
            say.at_least(possible, len(mine), rule)
            say.at_most(possible, len(mine), rule)
        if event.floor:
            due = min(event.floor, len(mine), say.board.free[at].bit_count())
            wanted = possible if one.delegates == 1 else [say.placed(m) for m in mine]
            say.at_least(wanted, due, Rule("floor", one.id))


def _slots(say: Clauses) -> None:
    """Tables, zones and resources of each slot. Where nobody has delegates, two who are there take a table."""
    event, everyone = say.board.event, range(len(say.board.event.participants))
    counts_seats = len(event.encounters) >= CROWD * len(everyone) and all(p.delegates == 1 for p in event.participants)
    for slot in range(event.slots):
        here = [m for m, mask in enumerate(say.board.allowed) if mask >> slot & 1]
        if counts_seats:
            possible = [at for at in everyone if any(say.board.allowed[m] >> slot & 1 for m in say.board.of[at])]
            say.at_most([say.there(at, slot) for at in possible], 2 * event.tables, Rule("tables"))
        else:
            say.at_most([say.at(m, slot) for m in here], event.tables, Rule("tables"))
        for name, tables in event.zones.items():
            inside = [say.at(m, slot) for m in here if event.encounters[m].zone == name]
            say.at_most(inside, len(tables), Rule("zone", name))
        for name, many in event.resources.items():
            wanting = [say.at(m, slot) for m in here if name in event.encounters[m].resources]
            say.at_most(wanting, many, Rule("resource", name))


def _order(say: Clauses) -> None:
    """What comes after stands later, where both are placed."""
    event = say.board.event
    for later, ones in enumerate(say.board.before):
        for earlier in ones:
            rule = Rule("after", event.encounters[later].id)
            for slot in slots_of(say.board.allowed[later]):
                for other in slots_of(say.board.allowed[earlier] >> slot << slot):
                    say.say([-say.at(later, slot), -say.at(earlier, other)], rule)


def _breaks(say: Clauses) -> None:
    event = say.board.event
    for at, mine in enumerate(say.board.of):
        starts = []
        for slot in range(event.slots if mine else 0):
            start, there = int(say.pool.id(("s", at, slot))), say.there(at, slot)
            was = [say.there(at, slot - 1)] if slot else []
            say.say([-start, there])
            say.say([start, -there, *was])
            for one in was:
                say.say([-start, -one])
            starts.append(start)
        most = min(len(mine), (event.slots + 1) // 2)
        if event.all_placed and event.participants[at].delegates == 1:
            most = max(min(most, event.slots - len(mine) + 1), 1)
        rule = Rule("participant", event.participants[at].id)
        runs = _unary(say, at, starts, most, rule)
        if runs and event.all_placed:
            say.say([runs[0]], rule)
        say.breaks.append(runs[1:])


def _unary(say: Clauses, participant: int, starts: Sequence[int], most: int, rule: Rule) -> list[int]:
    """Literals that say: at least one run, at least two …; more than `most` there cannot be."""
    before: list[int] = []
    for at, start in enumerate(starts):
        now = [int(say.pool.id(("r", participant, at, k))) for k in range(min(at + 1, most + 1))]
        for k, one in enumerate(now):
            grown = [] if k == 0 else [-before[k - 1]]
            say.say([-start, *grown, one])
            if k < len(before):
                say.say([-before[k], one])
                say.say([-one, before[k], start])
            else:
                say.say([-one, start])
            if k:
                say.say([-one, before[k - 1]])
        before = now
    for one in before[most:]:
        say.say([-one], rule)
    return before[:most]


def _fairness(say: Clauses) -> None:
    """Whoever has d + k breaks or more says that all have k or more."""
    fairness = say.board.event.fairness
    if fairness is None:
        return
    rule = Rule("fairness")
    for k in range(max(map(len, say.breaks), default=0)):
        level = int(say.pool.id(("g", k)))
        for mine in say.breaks:
            say.say([-level, *mine[k : k + 1]], rule)
            if len(mine) > k + fairness:
                say.say([-mine[k + fairness], level], rule)


def _worth(say: Clauses) -> None:
    """Weight comes first: an encounter more is worth any number of breaks."""
    most = sum(map(len, say.breaks)) + 1
    if not say.board.event.all_placed:
        say.soft += [
            (say.placed(m), one.weight * most) for m, one in enumerate(say.board.event.encounters) if one.weight > 0
        ]
    say.soft += [(-one, 1) for mine in say.breaks for one in mine]


def slots_in(say: Clauses, model: Iterable[int]) -> dict[int, int]:
    """The slot of each encounter that a model places."""
    true = {one for one in model if one > 0}
    allowed = say.board.allowed
    return {m: slot for m, mask in enumerate(allowed) for slot in slots_of(mask) if say.at(m, slot) in true}
