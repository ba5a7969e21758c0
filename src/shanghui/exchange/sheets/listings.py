"""The table of needs, and the one of offers: how a row is resolved, compared, written, taken back."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.exchange import rules
from shanghui.exchange.actions.importing import ListingWriter
from shanghui.exchange.actions.undoing_imports import undo_listings
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.alike_rows import AlikeRows
from shanghui.exchange.queries.exports import with_cells
from shanghui.exchange.queries.import_lookups import ClassWords, MemberNames, RegionWords, words_in
from shanghui.exchange.queries.same_listings import StoredListings, key_of, told_by
from shanghui.exchange.rules import Side
from shanghui.exchange.sheets.amounts import amount_of
from shanghui.exchange.sheets.requirements import LONGEST, pieces_of, shortened
from shanghui.exchange.sheets.words import YES
from shanghui.network.models import Organisation
from shanghui.network.queries.import_lookups import plain
from shanghui.sheets.cell_values import Problem
from shanghui.sheets.kinds import Candidate, Flaw, Line, Outcome, TakenBack

#: a flaw keeps suggestions of so many characters; a longer one would lose the end of the cell
LONGEST_SUGGESTION = 500
#: where a contact stood, until the words before it are gone too
_HERE = "\x00"
_ANNOUNCED = re.compile(
    r"[，,；;。、\s(（]*(?:请?(?:联系|咨询|拨打|致电|加)(?:人|方式|电话|我)?|(?:手机|电话|微信|邮箱|邮件|座机)(?:号码?|同号)?)*\s*[：:]?\s*\x00"
    r"(?:\s*[)）])?(?:[/，,、\s]*\x00)*"
)


class ListingImporter:
    """One import of one side by one actor. `given`: the columns that the file has."""

    def __init__(self, side: Side, actor: Actor, given: frozenset[str], now: datetime) -> None:
        self.actor = actor
        self.given = given
        self.today = localdate(now)
        organisation = (
            Organisation.objects.unrestricted("her own").select_related("region").get(pk=actor.organisation_id or 0)
        )
        self.members = MemberNames(actor, organisation)
        self.classes = ClassWords()
        self.regions = RegionWords(organisation.region)
        self.stored = StoredListings(actor, side)
        self.alike = AlikeRows(actor, side)
        self.writer = ListingWriter(actor, organisation, side, now)

    def check(self, lines: Sequence[Line]) -> None:
        said = {line.number: str(line.values.pop("stored_id", "")) for line in lines}
        for line in lines:
            self._resolve_firm(line)
            self._resolve_classes(line)
            self._resolve_region(line)
            _split_amounts(line)
            _read_requirements(line)
            if (day := line.values.get("deadline")) and date.fromisoformat(str(day)) < self.today:
                line.flaws.append(Flaw("deadline", Problem("deadline_past", blocks=False)))
            if "anonymous" in line.values:
                line.values["anonymous"] = line.values["anonymous"] == YES
            _ensure_readable(line, self.members.called.get(int(line.values.get("enterprise_id") or 0), ()))
        self._recognise(lines, said)

    def _recognise(self, lines: Sequence[Line], said: Mapping[int, str]) -> None:
        """By its number, else by saying the same; the rest may be alike."""
        numbered = self.stored.by_number(lines, said)
        for line in lines:
            line.target = numbered.get(line.number)
            if line.number in numbered and line.target is None:
                line.flaws.append(Flaw("stored_id", Problem("stored_id_other", blocks=False)))
        unknown = [line for line in lines if line.target is None]
        equal = self.stored.equal(unknown)
        closed = self.stored.equal([line for line in unknown if line.number not in equal], closed=True)
        for line in unknown:
            line.target = equal.get(line.number)
            if line.target is None:
                self.alike.add(line, key_of(line.texts), closed.get(line.number))

    def _resolve_firm(self, line: Line) -> None:
        """Without the column every row is the organisation's own; so is one with a blank cell, and it is told."""
        text = str(line.values.pop("enterprise", ""))
        if not text or self.members.is_own(text):
            line.values["enterprise_id"] = None
            if not text and "enterprise" in self.given:
                line.flaws.append(Flaw("enterprise", Problem("enterprise_blank", blocks=False)))
            return
        found = self.members.find(text)
        if len(found) == 1:
            line.values["enterprise_id"] = next(iter(found))
        elif found:
            line.flaws.append(Flaw("enterprise", Problem("enterprise_several")))
        else:
            code = "enterprise_foreign" if self.members.is_foreign(text) else "enterprise_unknown"
            line.flaws.append(Flaw("enterprise", Problem(code, self.members.near(text))))

    def _resolve_classes(self, line: Line) -> None:
        """What is not in the catalogue stays out unless it is mended; the suggestion is the whole cell, mended."""
        words = words_in(str(line.values.pop("product_class", "")))
        found = {word: self.classes.find(word) for word in words}
        ids = list(dict.fromkeys(pk for pk in found.values() if pk is not None))
        if len(ids) > rules.MOST_CLASSES:
            kept = [word for word in words if found[word] in ids[: rules.MOST_CLASSES]]
            line.flaws.append(Flaw("product_class", Problem("too_many_classes", "、".join(kept))))
        elif ids:
            line.values["class_ids"] = ",".join(map(str, ids))
        if len(ids) <= rules.MOST_CLASSES and None in found.values():
            better = [word if found[word] is not None else self.classes.near(word) for word in words]
            suggestion = "、".join(dict.fromkeys(word for word in better if word))
            line.flaws.append(Flaw("product_class", Problem("class_unknown", suggestion, blocks=False)))

    def _resolve_region(self, line: Line) -> None:
        text = str(line.values.pop("region", ""))
        if not text:
            return
        wanted = self.regions.find(text)
        if wanted.problem:
            blocks = wanted.problem == "region_unknown"
            line.flaws.append(Flaw("region", Problem(wanted.problem, wanted.suggestion, blocks)))
        if wanted.problem != "region_unknown":
            line.values |= {"region_id": wanted.region, "nearby": wanted.nearby}

    def candidates(self) -> Mapping[int, Sequence[Candidate]]:
        return self.alike.found()

    def key(self, texts: Mapping[str, str]) -> str:
        return key_of(texts)

    def apply(self, lines: Sequence[Line], now: datetime) -> list[Outcome]:
        return self.writer.write(lines)

    def undo(self, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
        return undo_listings(self.actor, outcomes, now)

    def show(self, target: int) -> Mapping[str, str]:
        row = with_cells(Listing.objects.visible_to(self.actor)).filter(pk=target).first()
        return told_by(self.actor, row) if row is not None else {}


def _split_amounts(line: Line) -> None:
    """One cell holds both ends and the unit; a column of its own may say the unit too."""
    if "quantity" in line.values:
        amount = amount_of(str(line.values.pop("quantity")))
        line.values |= {"quantity": _end(amount.low), "quantity_most": _end(amount.high)}
        unit = str(line.values.get("unit", ""))
        if unit and amount.unit and plain(unit) != plain(amount.unit):
            line.flaws.append(Flaw("unit", Problem("unit_contradicts", amount.unit)))
        elif amount.unit:
            line.values["unit"] = amount.unit
    if "price" in line.values:
        price = amount_of(str(line.values.pop("price")))
        line.values |= {"price_least": _end(price.low), "price_most": _end(price.high), "price_unit": price.unit}


def _end(number: object) -> str | None:
    return None if number is None else str(number)


def _read_requirements(line: Line) -> None:
    text = str(line.values.pop("requirements", ""))
    pieces = pieces_of(text)
    if any(len(piece.value) > LONGEST for piece in pieces):
        suggestion = shortened(text)
        fits = len(suggestion) <= LONGEST_SUGGESTION
        line.flaws.append(Flaw("requirements", Problem("requirement_long", suggestion if fits else "")))
    elif pieces:
        line.values["conditions"] = json.dumps([piece.row() for piece in pieces], ensure_ascii=False)


def _ensure_readable(line: Line, names: Sequence[str]) -> None:
    """As `actions.listings` has it: no contacts, and no name of an anonymous firm; a column is told once, with a way out."""
    for column in ("title", "description", "requirements", "unit", "price", "product_class"):
        text = rules.unveiled(" ".join(line.texts.get(column, "").split()))
        if rules.CONTACT.search(text):
            _tell(line, column, "contacts_in_text", without_contacts(text))
        elif line.values.get("anonymous") and column in {"title", "description", "requirements", "unit"}:
            known = [rules.unveiled(name) for name in names if len(name) > 2 and rules.unveiled(name) in text]
            if known:
                _tell(line, column, "name_in_text", _without_names(text, known))


def _tell(line: Line, column: str, code: str, suggestion: str) -> None:
    fits = len(suggestion) <= LONGEST_SUGGESTION
    line.flaws = [flaw for flaw in line.flaws if flaw.column != column]
    line.flaws.append(Flaw(column, Problem(code, suggestion if fits else "")))


def without_contacts(text: str) -> str:
    """The text without numbers, addresses and chat names, and without the words that announced them."""
    return _ANNOUNCED.sub("", rules.CONTACT.sub(_HERE, text)).replace(_HERE, "").strip(" ，,；;。、：:（）()")


def _without_names(text: str, names: Sequence[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "本企业")
    return text
