"""What happened to an introduction, as far as this reader may know it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from shanghui.core.actor import SYSTEM, Actor, Role
from shanghui.core.labels import ROLES
from shanghui.exchange import permissions
from shanghui.exchange.labels import DECLINE_REASONS, EVENTS, OUTCOMES
from shanghui.exchange.models import Introduction, IntroductionEvent
from shanghui.exchange.queries.introductions import party_name
from shanghui.exchange.rules import DeclineReason, EventKind, OutcomeKind, Side

#: the steps forward; the rest is said in passing
BIG = frozenset({
    EventKind.ASKED, EventKind.SCREENED, EventKind.RELEASED, EventKind.MET, EventKind.OUTCOME, EventKind.CONCLUDED,
    EventKind.DECLINED, EventKind.LAPSED,
})  # fmt: skip
BY_CLOCK = frozenset({EventKind.REMINDED, EventKind.FOLLOW_UP, EventKind.LAPSED})
OF_A_SIDE = frozenset({EventKind.CONSENTED, EventKind.LINK})


@dataclass(frozen=True)
class Line:
    """`who` is empty where a firm's own people acted: their names are contacts. `quote`: words of one to the other."""

    at: datetime
    what: EventKind
    label: str
    who: str
    acting_for: str
    text: str
    quote: bool
    big: bool


def timeline(actor: Actor, introduction: Introduction) -> list[Line]:
    """The newest first; one query."""
    brokers = permissions.can_read_messages(actor, introduction)
    rows = introduction.events.select_related("by__person").order_by("-at", "-pk")
    if not brokers:
        rows = rows.filter(for_brokers=False)
    return [_line(actor, introduction, row, brokers) for row in rows]


def _line(actor: Actor, introduction: Introduction, row: IntroductionEvent, brokers: bool) -> Line:
    what = EventKind(row.what)
    text = _text(actor, introduction, row, brokers)
    quote = bool(text) and what in {EventKind.MESSAGE, EventKind.ASKED, EventKind.FOLLOWED_UP}
    label = str(EVENTS[what])
    return Line(row.at, what, label, _who(row, what), row.acting_for, text, quote, what in BIG)


def _who(row: IntroductionEvent, what: EventKind) -> str:
    if what in BY_CLOCK:
        return str(ROLES[Role.SYSTEM])
    if not row.acting_for or row.acting_for == SYSTEM.name or row.by is None:
        return ""
    person = getattr(row.by, "person", None)
    return person.name if person else str(row.by)


def _text(actor: Actor, introduction: Introduction, row: IntroductionEvent, brokers: bool) -> str:
    """What the brokers wrote to each other, and why somebody said no in her own words, is not for the firms."""
    what = EventKind(row.what)
    if what in OF_A_SIDE:
        return party_name(actor, introduction, Side(row.text)) if row.text else ""
    if what is EventKind.OUTCOME:
        return str(OUTCOMES[OutcomeKind(row.text)])
    if what is EventKind.ASKED:
        return introduction.message if brokers else ""
    if what in {EventKind.DECLINED, EventKind.CONCLUDED}:
        reason = str(DECLINE_REASONS[DeclineReason(introduction.reason)]) if introduction.reason else ""
        return _("：").join(part for part in (reason, row.text if brokers else "") if part)
    return row.text
