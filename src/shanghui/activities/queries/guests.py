"""The guests of an activity as they are listed: filters, answers, a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q
from django.http import StreamingHttpResponse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from shanghui.activities.models import Activity, Answer, Question, Registration
from shanghui.activities.models.registrations import RegistrationQuerySet
from shanghui.activities.rules import QuestionKind, RegistrationState
from shanghui.core.actor import Actor
from shanghui.core.refusal import UnknownFilter
from shanghui.network.models import Organisation
from shanghui.sheets.answers import table_answer
from shanghui.sheets.writing import Cell

KEYS = ("state", "unit", "q")
LONGEST_TEXT = 60
BATCH = 500
#: guests who come through no organisation
NO_UNIT = "none"


@dataclass(frozen=True)
class Filters:
    """`unit`: an organisation's id, or none."""

    state: RegistrationState | None = None
    unit: str = ""
    q: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.state or self.unit or self.q)


def filters_from(query: Mapping[str, str]) -> Filters:
    """Raises UnknownFilter on a key or value that the list does not have."""
    unit = query.get("unit", "")
    known_unit = unit in {"", NO_UNIT} or (unit.isascii() and unit.isdigit() and len(unit) <= 18)
    if set(query) - set(KEYS) or not known_unit:
        raise UnknownFilter()
    try:
        state = RegistrationState(query["state"]) if query.get("state") else None
    except ValueError as error:
        raise UnknownFilter() from error
    return Filters(state, unit, query.get("q", "").strip()[:LONGEST_TEXT])


def guests(actor: Actor, activity: Activity, filters: Filters) -> RegistrationQuerySet:
    """Those that she sees, by the order in which they came; who waits by the place in line."""
    rows = Registration.objects.visible_to(actor).filter(activity=activity)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.unit:
        rows = rows.filter(unit=None if filters.unit == NO_UNIT else int(filters.unit))
    if filters.q:
        words = Q(name__icontains=filters.q) | Q(firm__icontains=filters.q) | Q(phone__contains=filters.q)
        rows = rows.filter(words)
    order = ("queued_at", "pk") if filters.state == RegistrationState.WAITING else ("registered_at", "pk")
    return rows.select_related("unit", "enterprise").order_by(*order)


def units_of_guests(actor: Actor, activity: Activity) -> list[tuple[str, str]]:
    """The units among the guests that she sees."""
    rows = Registration.objects.visible_to(actor).filter(activity=activity)
    bodies = Organisation.objects.unrestricted("units of guests that she sees")
    found = bodies.filter(pk__in=rows.order_by().values("unit")).order_by("sort_key", "pk")
    return [(NO_UNIT, _("不经单位")), *((str(body.pk), body.called) for body in found)]


def answers_of(guest: Registration) -> dict[int, str]:
    return dict(Answer.objects.filter(registration=guest).values_list("question", "text"))


def answers_by_guest(rows: Iterable[Registration]) -> dict[int, dict[int, str]]:
    """Guest → question → what was written; one query."""
    found: dict[int, dict[int, str]] = {}
    given = Answer.objects.filter(registration__in=[row.pk for row in rows]).order_by()
    for guest, question, text in given.values_list("registration", "question", "text"):
        found.setdefault(guest, {})[question] = text
    return found


def guests_file(actor: Actor, activity: Activity, query: Mapping[str, str], ending: str) -> StreamingHttpResponse:
    """With the columns of its import, and one for each own question."""
    rows = guests(actor, activity, filters_from(query))
    questions = list(activity.questions.all())
    header = [
        _("活动"), _("姓名"), _("企业或单位"), _("职务"), _("通过哪个单位"), _("手机"), _("邮箱"), _("状态"), _("报名时间"),
        _("到场时间"), *(row.text for row in questions),
    ]  # fmt: skip
    cells = _rows(activity, rows.iterator(chunk_size=BATCH), questions)
    return table_answer(f"guests-{activity.pk}-{localdate():%Y%m%d}", ending, _("来宾"), header, cells)


def _rows(activity: Activity, found: Iterator[Registration], questions: list[Question]) -> Iterator[list[Cell]]:
    while batch := list(islice(found, BATCH)):
        answers = answers_by_guest(batch) if questions else {}
        for row in batch:
            given = answers.get(row.pk, {})
            said: list[Cell] = [shown_answer(one, given.get(one.pk, "")) for one in questions]
            yield [*_cells(activity, row), *said]


def _cells(activity: Activity, row: Registration) -> list[Cell]:
    at, arrived = row.registered_at, row.arrived_at
    return [
        activity.title, row.name, row.firm, row.position, row.unit.name if row.unit else "", row.phone, row.email,
        str(row.get_state_display()), f"{localtime(at):%Y-%m-%d %H:%M}",
        f"{localtime(arrived):%Y-%m-%d %H:%M}" if arrived else "",
    ]  # fmt: skip


def shown_answer(question: Question, text: str) -> str:
    """Several choices in one line, yes and no in words."""
    if question.kind == QuestionKind.YES and text in {"yes", "no"}:
        return _("是") if text == "yes" else _("否")
    return _("、").join(text.split("\n"))
