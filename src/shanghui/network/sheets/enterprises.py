"""The table of enterprises with memberships: its columns, and how a row is resolved, compared, written, taken back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from shanghui.core.actor import Actor
from shanghui.engines import language
from shanghui.engines.language import CodeFinding
from shanghui.network import permissions
from shanghui.network.actions.importing_enterprises import EnterpriseWriter, identity_of
from shanghui.network.actions.undoing_enterprises import undo_enterprises
from shanghui.network.models import Enterprise
from shanghui.network.queries.alike_enterprises import Alike
from shanghui.network.queries.import_lookups import IndustryNames, OrganisationNames, Places
from shanghui.network.queries.same_enterprises import (
    Facts,
    exact_matches,
    identity_key,
    stored_ids,
    tidy_code,
)
from shanghui.sheets.cell_values import Problem
from shanghui.sheets.kinds import Candidate, Flaw, Line, Outcome, TakenBack


class EnterpriseImporter:
    """One import of enterprises by one actor. `given`: the columns that the file has."""

    def __init__(self, actor: Actor, given: frozenset[str], now: datetime) -> None:
        self.actor = actor
        self.given = given
        self.organisations = OrganisationNames(actor)
        self.industries = IndustryNames()
        self.places = Places()
        self.writer = EnterpriseWriter(actor, self.organisations.by_id, now)
        self.alike = Alike(actor)
        #: firm → what the first row that means it says: a row that says otherwise is asked about
        self._claimed: dict[int, int] = {}

    def check(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._resolve_code(line)
            self._resolve_place(line)
            self._resolve_industry(line)
            self._resolve_organisation(line)
            _check_period(line)
        said = [(line.number, str(line.values.pop("stored_id", "")), identity_of(line)) for line in lines]
        known = stored_ids(self.actor, said)
        for line in lines:
            line.target = known.get(line.number)
        open_lines = [line for line in lines if line.target is None and "name" in line.values]
        found = exact_matches(self.actor, [identity_of(line) for line in open_lines])
        for line, target in zip(open_lines, found, strict=True):
            if target is not None and self._claimed.setdefault(target, _told(line)) == _told(line):
                line.target = target
            else:
                self.alike.add(line.number, identity_of(line), str(line.values.get("phone", "")), _told(line))

    def _resolve_code(self, line: Line) -> None:
        text = str(line.values.pop("credit_code", ""))
        code = language.read_credit_code(text)
        if code.text:
            line.values["credit_code"] = code.text[:30]
        if code.finding in {CodeFinding.WRONG_CHECK_DIGIT, CodeFinding.WRONG_ORGANISATION_CHECK_DIGIT}:
            line.flaws.append(Flaw("credit_code", Problem("credit_code_check", blocks=False)))
        elif code.finding in {CodeFinding.WRONG_LENGTH, CodeFinding.WRONG_CHARACTERS}:
            line.flaws.append(Flaw("credit_code", Problem("credit_code_shape", blocks=False)))

    def _resolve_place(self, line: Line) -> None:
        said = {name: str(line.values.pop(name, "")) for name in ("province", "city", "region")}
        address, name = str(line.values.get("address", "")), str(line.values.get("name", ""))
        if not address and not any(said.values()):
            return
        place = self.places.find(
            address=address, province=said["province"], city=said["city"], district=said["region"], name=name
        )
        if place.region is not None:
            line.values |= {"region_id": place.region, "region_read": place.read}
        if said["region"] and (place.region is None or place.read):
            line.flaws.append(Flaw("region", Problem("region_unknown", self._near_region(said["region"], line))))
        elif place.read:
            code = "region_read" if place.certain else "region_guessed"
            line.flaws.append(Flaw("region", Problem(code, self.places.name(place.region or 0), blocks=False)))

    def _near_region(self, said: str, line: Line) -> str:
        """What the address says, else the name that is spelt most alike."""
        address, name = str(line.values.get("address", "")), str(line.values.get("name", ""))
        read = self.places.find(address=address, province="", city="", district="", name=name)
        return self.places.name(read.region or 0) if read.read else self.places.near(said)

    def _resolve_industry(self, line: Line) -> None:
        text = str(line.values.pop("industry", ""))
        if not text:
            return
        found = self.industries.find(text)
        if found is not None:
            line.values["industry_id"] = found
        else:
            near = self.industries.near(text)
            line.flaws.append(Flaw("industry", Problem("industry_unknown", near, blocks=False)))

    def _resolve_organisation(self, line: Line) -> None:
        """Without the column every row joins the organisation that she acts for; a blank cell joins none."""
        text = str(line.values.pop("organisation", ""))
        if "organisation" not in self.given:
            line.values["organisation_id"] = self.actor.organisation_id
            return
        if not text:
            return
        found = self.organisations.find(text)
        if found is None:
            near = self.organisations.near(text)
            line.flaws.append(Flaw("organisation", Problem("organisation_unknown", near)))
        elif not self.writer.manages(found):
            line.flaws.append(Flaw("organisation", Problem("organisation_foreign")))
        else:
            line.values["organisation_id"] = found
            if self.writer.dues_are_foreign(line):
                line.flaws.append(Flaw("dues_state", Problem("dues_foreign")))

    def candidates(self) -> Mapping[int, Sequence[Candidate]]:
        return {
            number: [Candidate(one.probability, one.key, one.reasons, one.pk, one.number) for one in found]
            for number, found in self.alike.found().items()
        }

    def key(self, texts: Mapping[str, str]) -> str:
        return identity_key(
            Facts(
                " ".join(texts.get("name", "").split()),
                tidy_code(texts.get("credit_code", "")),
                " ".join(texts.get("address", "").split()),
            )
        )

    def apply(self, lines: Sequence[Line], now: datetime) -> list[Outcome]:
        return self.writer.write(lines)

    def undo(self, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
        return list(undo_enterprises(self.actor, outcomes, now))

    def show(self, target: int) -> Mapping[str, str]:
        row = Enterprise.objects.visible_to(self.actor).filter(pk=target).first()
        if row is None:
            return {}
        shown = {name: str(getattr(row, name) or "") for name in ("name", "short_name", "credit_code", "address")}
        shown["region"] = self.places.name(row.region_id or 0)
        if permissions.can_see_enterprise_contacts(self.actor, row):
            shown |= {name: getattr(row, name) for name in ("contact_name", "phone")}
        return shown


def _check_period(line: Line) -> None:
    start, end = line.values.get("start"), line.values.get("end")
    if start and end and date.fromisoformat(str(end)) < date.fromisoformat(str(start)):
        line.flaws.append(Flaw("end", Problem("period_upside_down")))


def _told(line: Line) -> int:
    """A digest of what the row says of the firm besides name, code and address: do two equal names contradict?"""
    return hash(
        tuple(str(line.values.get(name, "")) for name in ("address", "contact_name", "phone", "email", "staff"))
    )
