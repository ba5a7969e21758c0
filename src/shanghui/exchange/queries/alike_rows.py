"""Which rows of a file only look like a stored listing, or like an earlier row: “同一条吗”."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shanghui.core.actor import Actor
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.similar_texts import SimilarTexts
from shanghui.exchange.rules import ListingState, Side
from shanghui.sheets.kinds import Candidate, Line

LEAST = 0.75
#: how sure equal titles of one firm make us, and how much less another chamber's listing does
SAME_TITLE, ELSEWHERE = 0.9, 0.8


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    firm: int | None
    title: str
    key: str


class AlikeRows:
    """Collects the rows without a listing of their own as they are checked, then tells what each may be the same as."""

    def __init__(self, actor: Actor, side: Side) -> None:
        self._actor = actor
        self._side = side
        self._rows: list[_Row] = []
        self._closed: dict[int, int] = {}

    def add(self, line: Line, key: str, closed: int | None) -> None:
        """`closed`: a closed listing that says all that the row says."""
        if "title" in line.values and "enterprise_id" in line.values:
            firm = line.values["enterprise_id"]
            self._rows.append(_Row(line.number, int(firm) if firm else None, str(line.values["title"]), key))
            if closed is not None:
                self._closed[line.number] = closed

    def found(self) -> Mapping[int, list[Candidate]]:
        """By row number, the likeliest first."""
        firms = {row.firm for row in self._rows}
        stored = self._stored(firms)
        earlier: dict[int | None, SimilarTexts] = defaultdict(SimilarTexts)
        by_number = {row.number: row for row in self._rows}
        found: dict[int, list[Candidate]] = {}
        for row in self._rows:
            candidates = [*self._like_closed(row), *stored.like(row)]
            for likeness, number in earlier[row.firm].near(row.title, least=LEAST):
                if by_number[number].key != row.key:  # rows that say the same are one listing, unasked
                    other = by_number[number].key
                    candidates.append(
                        Candidate(likeness * SAME_TITLE, other, _reasons(likeness, row.firm), number=number)
                    )
            earlier[row.firm].add(row.number, row.title)
            if candidates:
                found[row.number] = sorted(candidates, key=lambda one: -one.probability)
        return found

    def _like_closed(self, row: _Row) -> Iterator[Candidate]:
        if (pk := self._closed.get(row.number)) is not None:
            yield Candidate(SAME_TITLE, f"L{pk}", (("closed_same", {}),), pk)

    def _stored(self, firms: set[int | None]) -> "_Stored":
        """Open listings of her organisation, and those of her firms that other chambers published under their names."""
        visible = Listing.objects.visible_to(self._actor).filter(side=self._side).exclude(state=ListingState.CLOSED)
        own = visible.filter(organisation=self._actor.organisation_id)
        others = visible.exclude(organisation=self._actor.organisation_id).filter(anonymous=False).live()
        found = _Stored()
        for foreign, rows in ((False, own), (True, others.exclude(enterprise=None))):
            for pk, firm, title in rows.values_list("pk", "enterprise_id", "title"):
                if firm in firms:
                    found.add(pk, firm, title, foreign=foreign)
        return found


class _Stored:
    """Titles of stored listings by firm."""

    def __init__(self) -> None:
        self._titles: dict[int | None, SimilarTexts] = defaultdict(SimilarTexts)
        self._foreign: set[int] = set()

    def add(self, pk: int, firm: int | None, title: str, *, foreign: bool) -> None:
        self._titles[firm].add(pk, title)
        if foreign:
            self._foreign.add(pk)

    def like(self, row: _Row) -> Iterator[Candidate]:
        if row.firm not in self._titles:
            return
        for likeness, pk in self._titles[row.firm].near(row.title, least=LEAST):
            foreign = pk in self._foreign
            reasons = (("listed_elsewhere", {}),) if foreign else _reasons(likeness, row.firm)
            yield Candidate(likeness * (ELSEWHERE if foreign else SAME_TITLE), f"L{pk}", reasons, pk)


def _reasons(likeness: float, firm: int | None) -> tuple[tuple[str, Mapping[str, str]], ...]:
    code = "title_same" if likeness == 1 else "title_similar"
    return ((code if firm else f"own_{code}", {}),)
