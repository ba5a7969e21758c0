"""The state line of an introduction: seven steps, the present one with its clock in working days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shanghui.catalogue.queries import working_day_exceptions
from shanghui.catalogue.working_days import Exceptions, working_days_between
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import IntroductionState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

State = IntroductionState
NAMES: "list[StrOrPromise]" = [
    gettext_lazy("起草"),
    gettext_lazy("问对方秘书处"),
    gettext_lazy("对方秘书处答复"),
    gettext_lazy("两家企业同意"),
    gettext_lazy("见面"),
    gettext_lazy("洽谈"),
    gettext_lazy("有结果"),
]
#: which step is waited for in which state
PRESENT = {
    State.DRAFTED: 1,
    State.ASKED: 2,
    State.SCREENED: 3,
    State.CONSENTED: 4,
    State.MET: 5,
    State.NEGOTIATING: 6,
    State.CONCLUDED: 7,
}


@dataclass(frozen=True)
class Step:
    """`state`: done, now, late, or empty for what is to come; `note` says when it was done, or how long is left."""

    name: "StrOrPromise"
    state: str
    note: str
    on: datetime | None


def steps(introduction: Introduction, day: date) -> list[Step]:
    """One query, for the calendar."""
    times = _times(introduction)
    present = PRESENT.get(introduction.state_enum) or next((at for at, time in enumerate(times) if time is None), 6)
    exceptions = working_day_exceptions(*_range(introduction, day))
    return [_step(introduction, number, present, times, day, exceptions) for number in range(len(NAMES))]


def number_of_present(found: list[Step]) -> int:
    """For the phone: step so many of seven."""
    return next((number for number, step in enumerate(found, 1) if step.state in {"now", "late"}), len(found))


def _times(row: Introduction) -> list[datetime | None]:
    """When each step was done. Of the beginning of the talks the timeline tells; here it counts with the meeting."""
    talking = row.met_at if row.state_enum in {State.NEGOTIATING, State.CONCLUDED} else None
    ended = row.ended_at if row.state_enum is State.CONCLUDED else None
    return [row.created_at, row.asked_at, row.screened_at, row.released_at, row.met_at, talking, ended]


def _range(row: Introduction, day: date) -> tuple[date, date]:
    known = [localdate(time) for time in _times(row) if time is not None] + [day]
    known += [one for one in (row.answer_due, row.lapses_on) if one is not None]
    return min(known), max(known)


def _step(
    row: Introduction, number: int, present: int, times: list[datetime | None], day: date, exceptions: Exceptions
) -> Step:
    time = times[number]
    if number < present:
        waited = _waited(times[number - 1] if number else None, time, exceptions)
        return Step(NAMES[number], "done", waited, None if waited else time)
    if number > present:
        return Step(NAMES[number], "", "", None)
    if row.state_enum in {State.DECLINED, State.LAPSED}:
        note = _("到这里谢绝了") if row.state_enum is State.DECLINED else _("到这里超时失效")
        return Step(NAMES[number], "late", note, None)
    left = working_days_between(day, row.answer_due, exceptions) if row.answer_due else None
    return Step(NAMES[number], "now" if left is None or left > 0 else "late", _left(left), None)


def _waited(begun: datetime | None, done: datetime | None, exceptions: Exceptions) -> str:
    """How long the others waited; nothing when it was the same day."""
    if begun is None or done is None:
        return ""
    days = working_days_between(localdate(begun), localdate(done), exceptions)
    return ngettext("等了%(days)d个工作日", "等了%(days)d个工作日", days) % {"days": days} if days > 0 else ""


def _left(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return _("今天是最后一天")
    if days < 0:
        return ngettext("超期%(days)d个工作日", "超期%(days)d个工作日", -days) % {"days": -days}
    return ngettext("还剩%(days)d个工作日", "还剩%(days)d个工作日", days) % {"days": days}
