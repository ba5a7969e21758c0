"""Rows of a run as a program reads them: texts, flaws, what each may be the same as, why it was left out."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from shanghui.core.actor import Actor
from shanghui.sheets.importers import importer_for
from shanghui.sheets.kinds import Importer, kind_of
from shanghui.sheets.models import ImportRow, ImportRun
from shanghui.sheets.queries.outcomes import why
from shanghui.sheets.queries.runs import problem_label, row_texts
from shanghui.sheets.rules import LEFT_OUT, RowState

Told = dict[str, Any]


def rows_of(run: ImportRun, *, state: RowState | None = None, left_out: bool = False) -> "QuerySet[ImportRow]":
    rows = run.rows.select_related("outcome").prefetch_related("flaws").order_by("number")
    rows = rows.filter(state=state) if state else rows
    return rows.filter(state__in=LEFT_OUT) if left_out else rows


class TellingRows:
    """Tells rows of one run to one actor; stored rows as far as she may see them."""

    def __init__(self, actor: Actor, run: ImportRun, now: datetime) -> None:
        self.actor, self.run, self.now = actor, run, now
        self.kind = kind_of(run.kind)

    def row(self, row: ImportRow) -> Told:
        state = RowState(row.state)
        return {
            "number": row.number,
            "state": state,
            "texts": row_texts(self.run, self.kind, row),
            "flaws": [self._flaw(flaw) for flaw in row.flaws.all()],
            "candidates": self._candidates(row) if state is RowState.DUPLICATE else [],
            "why": why(self.run, row) if state in LEFT_OUT else "",
        }

    def _flaw(self, flaw: Any) -> Told:
        what = str(problem_label(self.kind, flaw.code))
        return {name: getattr(flaw, name) for name in ("column", "code", "suggestion", "blocks")} | {"what": what}

    def _candidates(self, row: ImportRow) -> list[Told]:
        return [self._candidate(index, candidate) for index, candidate in enumerate(row.candidates)]

    def _candidate(self, index: int, candidate: Told) -> Told:
        reasons = [
            str(self.kind.reasons[code]) % context
            for code, context in candidate["reasons"]
            if code in self.kind.reasons
        ]
        texts = self._texts(candidate)
        return {
            "index": index,
            "probability": candidate["probability"],
            "reasons": reasons,
            "stored": candidate["target"] if texts else None,
            "number": candidate["number"],
            "texts": texts,
        }

    def _texts(self, candidate: Told) -> dict[str, str]:
        if candidate["target"]:
            return dict(self._importer.show(candidate["target"]))
        twin = self.run.rows.filter(number=candidate["number"]).first()
        return row_texts(self.run, self.kind, twin) if twin else {}

    @cached_property
    def _importer(self) -> Importer:
        return importer_for(self.run, self.actor, self.now)
