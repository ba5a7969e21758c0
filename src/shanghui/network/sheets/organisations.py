"""The table of organisations: its columns, and how a row is resolved, written, taken back."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from shanghui.core.actor import Actor
from shanghui.core.labels import AUDIENCES
from shanghui.network.actions.importing_one_by_one import write_each
from shanghui.network.actions.importing_organisations import undo_each, write_organisation
from shanghui.network.labels import ORGANISATION_KINDS
from shanghui.network.queries.import_lookups import OrganisationNames, Places, plain
from shanghui.network.sheets.headers import ORGANISATION_HEADERS as HEADERS
from shanghui.network.sheets.words import AUDIENCE_WORDS, KIND_WORDS
from shanghui.sheets.cell_values import (
    Problem,
    choice_reader,
    date_reader,
    phone_reader,
    read_email,
    read_website,
    text_reader,
)
from shanghui.sheets.kinds import Candidate, Column, Flaw, Line, Outcome, TakenBack

_ID = re.compile(r"O(\d{1,18})")


def headers(key: str) -> tuple[str, ...]:
    return tuple(HEADERS.get(key, "").split())


COLUMNS = (
    Column("name", _("名称"), text_reader(120), headers("name"), required=True, example="上海市紧固件工业协会"),
    Column("short_name", _("简称"), text_reader(40), headers("short_name")),
    Column(
        "kind",
        _("类型"),
        choice_reader(KIND_WORDS),
        headers("kind"),
        choices=tuple(ORGANISATION_KINDS.values()),
        example="行业协会",
    ),
    Column("credit_code", _("统一社会信用代码"), text_reader(30), headers("credit_code")),
    Column("province", _("省"), text_reader(60), headers("province")),
    Column("city", _("市"), text_reader(60), headers("city")),
    Column("region", _("区"), text_reader(60), headers("region")),
    Column("hometown", _("原籍地"), text_reader(60), headers("hometown"), help=_("异地商会来自哪个省市")),
    Column("address", _("地址"), text_reader(200), headers("address")),
    Column("phone", _("电话"), phone_reader(40), headers("phone")),
    Column("email", _("邮箱"), read_email, headers("email")),
    Column("website", _("网址"), read_website, headers("website")),
    Column("founded_on", _("成立日期"), date_reader(), headers("founded_on")),
    Column("introduction", _("简介"), text_reader(4000), headers("introduction")),
    Column(
        "audience", _("可见范围"), choice_reader(AUDIENCE_WORDS), headers("audience"), choices=tuple(AUDIENCES.values())
    ),
    Column("area", _("所属片区"), text_reader(120), headers("area"), example="北片区"),
    Column("superior", _("上级"), text_reader(120), headers("superior"), example="市工商联"),
    Column("stored_id", _("系统编号"), text_reader(20), help=_("导出时写的，再导入时用来认出同一个组织")),
)


class OrganisationImporter:
    """One import of organisations by one actor."""

    def __init__(self, actor: Actor, given: frozenset[str], now: datetime) -> None:
        self.actor = actor
        self.names = OrganisationNames(actor)
        self.places = Places()

    def check(self, lines: Sequence[Line]) -> None:
        here = {plain(str(line.values.get("name", ""))) for line in lines}
        for line in lines:
            self._find(line)
            self._resolve_places(line)
            if line.target is None and "kind" not in line.values and not _flawed(line, "kind"):
                line.flaws.append(Flaw("kind", Problem("missing")))
            for column in ("area", "superior"):
                name = str(line.values.get(column, ""))
                if name and self.names.find(name) is None and plain(name) not in here:
                    line.flaws.append(Flaw(column, Problem("organisation_unknown", self.names.near(name))))

    def _find(self, line: Line) -> None:
        match = _ID.fullmatch(str(line.values.pop("stored_id", "")))
        stored = self.names.by_id.get(int(match[1])) if match else None
        name = str(line.values.get("name", ""))
        if stored is not None and plain(stored.name) == plain(name):
            line.target = stored.pk
        else:
            line.target = self.names.find(name)

    def _resolve_places(self, line: Line) -> None:
        said = {name: str(line.values.pop(name, "")) for name in ("province", "city", "region")}
        if any(said.values()):
            place = self.places.find(
                address="", province=said["province"], city=said["city"], district=said["region"], name=""
            )
            if place.region is None or place.read:
                line.flaws.append(Flaw("region", Problem("region_unknown")))
            else:
                line.values["region_id"] = place.region
        if home := str(line.values.pop("hometown", "")):
            found = self.places.find(address="", province=home, city="", district="", name="").region
            found = found or self.places.find(address=home, province="", city="", district="", name="").region
            if found is None:
                line.flaws.append(Flaw("hometown", Problem("region_unknown")))
            else:
                line.values["hometown_id"] = found

    def candidates(self) -> Mapping[int, Sequence[Candidate]]:
        """Organisations are few and known by their names: nothing only looks alike."""
        return {}

    def key(self, texts: Mapping[str, str]) -> str:
        return plain(texts.get("name", ""))[:64]

    def apply(self, lines: Sequence[Line], now: datetime) -> list[Outcome]:
        return write_each(lines, lambda line: write_organisation(self.actor, self.names, line, now))

    def undo(self, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
        return undo_each(self.actor, outcomes, now)

    def show(self, target: int) -> Mapping[str, str]:
        row = self.names.by_id.get(target)
        return {"name": row.name, "short_name": row.short_name, "address": row.address} if row else {}


def _flawed(line: Line, column: str) -> bool:
    return any(flaw.column == column for flaw in line.flaws)
