"""The table of guests: its columns, and how a row is resolved, written, taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from shanghui.activities.actions.importing_guests import undo_guests, write_guest
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.guest_units import folded
from shanghui.activities.rules import STANDING, ActivityState
from shanghui.core.actor import Actor
from shanghui.network.actions.importing_one_by_one import write_each
from shanghui.network.queries.import_lookups import OrganisationNames
from shanghui.sheets.cell_values import Problem, phone_reader, read_email, text_reader
from shanghui.sheets.kinds import Candidate, Column, Flaw, Line, Outcome, TakenBack

HEADERS = {
    "activity": "活动名称 活动主题 会议 会议名称 主题 activity event",
    "name": "姓名 来宾 嘉宾 参会人 参会人姓名 参加人 报名人 联系人 name guest",
    "firm": "企业 单位 公司 企业名称 单位名称 公司名称 工作单位 参会单位 firm company",
    "position": "职位 职务 岗位 头衔 position title",
    "unit": "通过单位 推荐单位 组织单位 商会 所属商会 成员单位 unit chamber",
    "phone": "手机号 手机号码 电话 联系电话 联系方式 mobile phone tel",
    "email": "电子邮箱 邮件 e-mail mail email",
}


def headers(key: str) -> tuple[str, ...]:
    return tuple(HEADERS[key].split())


COLUMNS = (
    Column(
        "activity", _("活动"), text_reader(60), headers("activity"), required=True, example="新春供需见面会",
        help=_("活动的全称，或活动页地址里的编号；只能是您单位主办或协办、已发布的"),
    ),
    Column("name", _("姓名"), text_reader(60), headers("name"), required=True, example="顾舟"),
    Column("firm", _("企业或单位"), text_reader(120), headers("firm"), example="上海砺锋标准件有限公司"),
    Column("position", _("职务"), text_reader(60), headers("position"), example="采购经理"),
    Column(
        "unit", _("通过哪个单位"), text_reader(120), headers("unit"), example="上海市紧固件工业协会",
        help=_("商会、协会的全称或简称；没有就空着"),
    ),
    Column("phone", _("手机"), phone_reader(40), headers("phone"), example="13800000000"),
    Column("email", _("邮箱"), read_email, headers("email")),
)  # fmt: skip
#: where one activity counts no more than these, its guests are looked up one by one
OPEN = ActivityState.PUBLISHED


class GuestImporter:
    """One import of guests by one actor, into activities that her organisation hosts."""

    def __init__(self, actor: Actor, given: frozenset[str], now: datetime) -> None:
        self.actor = actor
        self.names = OrganisationNames(actor)
        self._titles: dict[str, set[int]] = {}
        self._known: dict[int, dict[tuple[str, str], int]] = {}
        rows = Activity.objects.visible_to(actor).hosted_by(actor).filter(state=OPEN, ends_at__gte=now)
        for pk, title in rows.values_list("pk", "title"):
            self._titles.setdefault(folded(title), set()).add(pk)
            self._titles.setdefault(str(pk), set()).add(pk)

    def check(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._resolve_activity(line)
            self._resolve_unit(line)
            line.target = self._standing(line)

    def _resolve_activity(self, line: Line) -> None:
        text = str(line.values.pop("activity", ""))
        if not text:
            return
        found = self._titles.get(folded(text), set())
        if len(found) == 1:
            line.values["activity_id"] = next(iter(found))
        else:
            line.flaws.append(Flaw("activity", Problem("activity_several" if found else "activity_unknown")))

    def _resolve_unit(self, line: Line) -> None:
        text = str(line.values.pop("unit", ""))
        if not text:
            return
        found = self.names.find(text)
        if found is None:
            line.flaws.append(Flaw("unit", Problem("unit_unknown", self.names.near(text))))
        else:
            line.values["unit_id"] = found

    def _standing(self, line: Line) -> int | None:
        """The guest of the same name and telephone number who is on the list already."""
        activity = line.values.get("activity_id")
        if not isinstance(activity, int) or not line.values.get("name"):
            return None
        if activity not in self._known:
            rows = Registration.objects.visible_to(self.actor).filter(activity=activity, state__in=list(STANDING))
            found = rows.values_list("name", "phone", "pk")
            self._known[activity] = {(name, _digits(phone)): pk for name, phone, pk in found}
        said = (str(line.values["name"]), _digits(str(line.values.get("phone", ""))))
        return self._known[activity].get(said)

    def candidates(self) -> Mapping[int, Sequence[Candidate]]:
        """Namesakes with another number are other people."""
        return {}

    def key(self, texts: Mapping[str, str]) -> str:
        said = (folded(texts.get("activity", "")), texts.get("name", ""), _digits(texts.get("phone", "")))
        return sha256("|".join(said).encode()).hexdigest()

    def apply(self, lines: Sequence[Line], now: datetime) -> list[Outcome]:
        self._known.clear()

        def write(line: Line) -> Outcome:
            outcome = write_guest(self.actor, line, line.target or self._standing(line), now)
            self._known.clear()
            return outcome

        return write_each(lines, write)

    def undo(self, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
        return undo_guests(self.actor, outcomes, now)

    def show(self, target: int) -> Mapping[str, str]:
        row = Registration.objects.visible_to(self.actor).select_related("activity", "unit").filter(pk=target).first()
        if row is None:
            return {}
        return {
            "activity": row.activity.title, "name": row.name, "firm": row.firm, "position": row.position,
            "unit": row.unit.name if row.unit else "", "phone": row.phone, "email": row.email,
        }  # fmt: skip


def _digits(phone: str) -> str:
    return "".join(one for one in phone if one.isdigit())
