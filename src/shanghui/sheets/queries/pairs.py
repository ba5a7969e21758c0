"""Rows that look alike, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.engines.language import normalise, to_hans
from shanghui.sheets.importers import importer_for
from shanghui.sheets.kinds import ImportKind, kind_of
from shanghui.sheets.models import ImportRow, ImportRun
from shanghui.sheets.queries.runs import row_texts, who
from shanghui.sheets.rules import RowState

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

SURE, UNSURE = 0.85, 0.6
LISTED = 5


@dataclass(frozen=True)
class Compared:
    """One column of a pair: its label, the two texts, whether they say the same."""

    label: "StrOrPromise"
    here: str
    there: str
    same: bool


@dataclass(frozen=True)
class Pair:
    """A row of the file and what it may be the same as: a stored row, or an earlier one of the file (`twin`)."""

    number: int
    index: int
    who: str
    twin: int | None
    verdict: str
    reasons: Sequence[str]
    columns: Sequence[Compared] = ()


def open_pairs(run: ImportRun) -> QuerySet[ImportRow]:
    return run.rows.filter(state=RowState.DUPLICATE)


def listed_pairs(run: ImportRun, after: int = 0) -> list[Pair]:
    """The next rows that wait for an answer, each with its most probable candidate."""
    kind = kind_of(run.kind)
    return [_pair(run, kind, row) for row in open_pairs(run).filter(number__gt=after).order_by("number")[:LISTED]]


def pair_of(actor: Actor, run: ImportRun, number: int, now: "datetime") -> Pair | None:
    """One pair with its columns; None when the row has its answer by now."""
    row = open_pairs(run).filter(number=number).first()
    if row is None:
        return None
    kind = kind_of(run.kind)
    here, there = row_texts(run, kind, row), _other(actor, run, kind, row.candidates[0], now)
    columns = []
    for key in kind.compared:
        column = kind.column(key)
        texts = (here.get(key, ""), there.get(key, ""))
        if column is not None and any(texts):
            columns.append(Compared(column.label, *texts, same=_plain(texts[0]) == _plain(texts[1])))
    return _pair(run, kind, row, columns)


def _other(
    actor: Actor, run: ImportRun, kind: ImportKind, candidate: Mapping[str, Any], now: "datetime"
) -> Mapping[str, str]:
    if candidate["target"]:
        return importer_for(run, actor, now).show(candidate["target"])
    twin = run.rows.filter(number=candidate["number"]).first()
    return row_texts(run, kind, twin) if twin else {}


def _pair(run: ImportRun, kind: ImportKind, row: ImportRow, columns: Sequence[Compared] = ()) -> Pair:
    candidate = row.candidates[0]
    reasons = [str(kind.reasons[code]) % context for code, context in candidate["reasons"] if code in kind.reasons]
    about = who(run, kind, row_texts(run, kind, row))
    return Pair(row.number, 0, about, candidate["number"], _verdict(candidate["probability"]), reasons, columns)


def _verdict(probability: float) -> str:
    if probability >= SURE:
        return _("很可能是")
    return _("可能是") if probability >= UNSURE else _("多半不是")


def _plain(text: str) -> str:
    return to_hans(normalise(text)).replace(" ", "")
