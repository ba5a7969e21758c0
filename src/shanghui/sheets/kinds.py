"""What can be imported: each mechanism registers its kinds, so that this app knows no mechanism."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from shanghui.core.actor import Actor
from shanghui.sheets.cell_values import Parse, Problem, Value
from shanghui.sheets.rules import RowState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that a row may say. `aliases`: headers that mean it; `looks_like`: a cell that can only be it.

    `joint`: the separator when several columns of a file may feed it; `choices`: what "one value for all" offers.
    """

    key: str
    label: "StrOrPromise"
    parse: Parse
    aliases: tuple[str, ...] = ()
    required: bool = False
    example: str = ""
    help: "StrOrPromise" = ""
    joint: str = ""
    choices: "tuple[StrOrPromise, ...]" = ()
    looks_like: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem of one cell of a line."""

    column: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a line may be the same as: a stored row (`target`) or an earlier line of the file (`number`).

    `reasons` are (code, context) of sentences in the kind's `reasons`; `key` is the other side's decision key.
    """

    probability: float
    key: str
    reasons: tuple[tuple[str, Mapping[str, str]], ...] = ()
    target: int | None = None
    number: int | None = None


@dataclass(slots=True)
class Line:
    """A row of the file on its way: texts by column key (mended), values as parsed and resolved, what is wrong."""

    number: int
    texts: dict[str, str]
    values: dict[str, Value] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    target: int | None = None
    #: the number of an earlier line, in the same batch, that is the same thing
    twin: int | None = None
    #: she said: it is not one of those that look alike
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: its state, the stored row, what undoes it, and why it was refused."""

    number: int
    state: RowState
    subject: int | None = None
    trace: dict[str, Any] = field(default_factory=dict)
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The undoing of one outcome; `kept`: the row was changed since and stays, under this name."""

    number: int
    kept: str = ""


class Importer(Protocol):
    """One kind at work for one actor; holds look-ups between batches."""

    def check(self, lines: Sequence[Line]) -> None:
        """Resolve values, add flaws, find each line's target where there is no doubt."""

    def candidates(self) -> Mapping[int, Sequence[Candidate]]:
        """By line number: what a line checked so far, without target, may be the same as; most probable first."""

    def key(self, texts: Mapping[str, str]) -> str:
        """The decision key of a row's texts: equal facts, equal key, in every run."""

    def apply(self, lines: Sequence[Line], now: datetime) -> list[Outcome]:
        """Write a batch inside the caller's transaction; one outcome per line. Never raises for a single line."""

    def undo(self, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
        """Take outcomes back inside the caller's transaction; rows changed since are kept and named."""

    def show(self, target: int) -> Mapping[str, str]:
        """A stored row as texts by column key, as far as the actor may see it."""


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of table. `actor_of`: who she is today, None when her post has ended; texts by code for people."""

    key: str
    label: "StrOrPromise"
    columns: tuple[Column, ...]
    may: Callable[[Actor], bool]
    actor_of: Callable[[int, int], Actor | None]
    importer: Callable[[Actor, frozenset[str], datetime], Importer]
    problems: "Mapping[str, StrOrPromise]" = field(default_factory=dict)
    refusals: "Mapping[str, StrOrPromise]" = field(default_factory=dict)
    reasons: "Mapping[str, StrOrPromise]" = field(default_factory=dict)
    #: the columns that two alike rows are compared by, side by side
    compared: tuple[str, ...] = ()
    order: int = 0

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)


_kinds: dict[str, ImportKind] = {}


def register_kind(kind: ImportKind) -> None:
    """Called from the mechanism's AppConfig.ready."""
    _kinds[kind.key] = kind


def kind_of(key: str) -> ImportKind:
    return _kinds[key]


def kinds_for(actor: Actor) -> list[ImportKind]:
    """The kinds that she may import, in order."""
    return sorted((kind for kind in _kinds.values() if kind.may(actor)), key=lambda kind: kind.order)


def known_kind(actor: Actor, key: str) -> ImportKind | None:
    return next((kind for kind in kinds_for(actor) if kind.key == key), None)
