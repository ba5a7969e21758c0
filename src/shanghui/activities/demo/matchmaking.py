"""Two matchmaking activities of the North Area: one whose wishes are closed and which waits for its timetable, and one
in three weeks whose wishes are open. The timetable is the board's work: nothing is scheduled here."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from shanghui.activities.actions.expiry import expire_wishes
from shanghui.activities.actions.frames import Frame, set_frame
from shanghui.activities.actions.not_with import avoid
from shanghui.activities.actions.participants import Said, join
from shanghui.activities.actions.topic_index import rebuild
from shanghui.activities.actions.wishes import accept_wish, cancel_wish, decline_wish, make_wish
from shanghui.activities.demo.trades import TRADES, TableTrade
from shanghui.activities.models import Activity, Matchmaking, Participant, Registration, Wish
from shanghui.activities.rules import (
    ActivityKind,
    ActivityState,
    Confirmation,
    Mode,
    QuotaUsed,
    RegistrationState,
    Stretch,
)
from shanghui.core.actor import SYSTEM
from shanghui.core.audience import Audience
from shanghui.exchange.rules import Side
from shanghui.network.demo.firms import SEED
from shanghui.network.demo.load import Loaded
from shanghui.network.models import Affiliation, Enterprise, Membership, Organisation
from shanghui.network.rules import OrganisationKind

TITLE, NEXT_TITLE = "北片区紧固件与装备供需对接会", "北片区装备配套专场对接会"
VENUE = "嘉定工业区会展中心二楼"
ENCOUNTERS = 60
SESSIONS = (("上半场", time(13, 30), time(15, 10)), ("下半场", time(15, 30), time(17, 0)))
#: what becomes of wishes that are not meant to end as encounters, by turns
ENDINGS = ("declined", "cancelled", "expired", "declined", "waiting")


@dataclass(frozen=True)
class LoadedFairs:
    closed: Matchmaking
    open: Matchmaking


@dataclass(frozen=True)
class Fair:
    """One activity on its way: participants with their trades, in the order in which they came."""

    matchmaking: Matchmaking
    seats: list[tuple[Participant, TableTrade]]


@transaction.atomic
def load(loaded: Loaded, *, now: datetime) -> LoadedFairs:
    """After the network. The first is in two days, so that its timetable can be made now."""
    today = localdate(now)
    firms = _firms(loaded)
    closed = _open(
        loaded, firms, TITLE, today + timedelta(days=2), now - timedelta(days=12), closes=now - timedelta(hours=3)
    )
    _play(closed, ENCOUNTERS, now - timedelta(days=11), now)
    later = _open(loaded, firms, NEXT_TITLE, today + timedelta(days=21), now - timedelta(days=3), closes=None)
    _play(later, ENCOUNTERS // 4, now - timedelta(hours=50), now)
    for fair in (closed, later):
        rebuild(matchmaking=fair.matchmaking.pk)
    return LoadedFairs(closed.matchmaking, later.matchmaking)


def _open(
    loaded: Loaded, firms: dict[str, list[tuple[Enterprise, Organisation]]], title: str, on: date, at: datetime,
    *, closes: datetime | None,
) -> Fair:  # fmt: skip
    """The activity with its frame, and everybody who takes part."""
    area = next(one for one in loaded.organisations.values() if one.kind == OrganisationKind.AREA and "北" in one.name)
    activity = Activity.objects.create(
        organisation=area,
        kind=ActivityKind.MATCHMAKING,
        title=title,
        summary="采购方带着需求来，供应方带着样品来，一桌一谈，二十分钟一场。",
        public="制造业采购和供应负责人",
        starts_at=_at(on, SESSIONS[0][1]),
        ends_at=_at(on, SESSIONS[-1][2]),
        venue=VENUE,
        audience=Audience.FEDERATION,
        capacity=80,
        register_until=_at(on, time(12)),
        confirmation=Confirmation.NONE,
        state=ActivityState.PUBLISHED,
        published_at=at,
    )
    frame = Frame(
        mode=Mode.WISH,
        slot_minutes=20,
        stretches=[Stretch(name, _at(on, begin), _at(on, end)) for name, begin, end in SESSIONS],
        tables=8,
        quota=8,
        floor=1,
        zones=dict.fromkeys(range(4), "采购区") | dict.fromkeys(range(4, 8), "配套区"),
        resources={"翻译": 1, "金融顾问": 2},
        wishes_close_at=closes,
    )
    row = set_frame(actor=SYSTEM, activity=activity, frame=frame, now=at)
    seats = [_join(row, trade, *firm, at) for trade in TRADES for firm in firms[trade.word][: trade.count]]
    return Fair(row, seats)


def _firms(loaded: Loaded) -> dict[str, list[tuple[Enterprise, Organisation]]]:
    """By trade: firms of the demo with a unit of the North Area through which they come, else with their own chamber."""
    north = set(Affiliation.objects.filter(order="area", parent__name__contains="北").values_list("child", flat=True))
    bodies: dict[int, list[Organisation]] = {}
    for row in Membership.objects.select_related("organisation").order_by("pk"):
        bodies.setdefault(row.enterprise_id, []).append(row.organisation)
    found: dict[str, list[tuple[Enterprise, Organisation]]] = {trade.word: [] for trade in TRADES}
    for firm in loaded.enterprises:
        word = next((trade.word for trade in TRADES if firm.short_name.endswith(trade.word)), None)
        own = sorted(bodies.get(firm.pk, []), key=lambda body: body.pk not in north)
        if word and own:
            found[word].append((firm, own[0]))
    for rows in found.values():
        rows.sort(key=lambda pair: pair[1].pk not in north)
    return found


def _join(
    row: Matchmaking, trade: TableTrade, firm: Enterprise, unit: Organisation, at: datetime
) -> tuple[Participant, TableTrade]:
    guest = Registration.objects.create(
        activity=row.activity,
        name=firm.contact_name or firm.short_name,
        firm=firm.name,
        phone=firm.phone,
        enterprise=firm,
        unit=unit,
        state=RegistrationState.REGISTERED,
        registered_at=at,
        confirmed_at=at,
    )
    topics = [Said(Side.NEED, text) for text in trade.needs] + [Said(Side.OFFER, text) for text in trade.offers]
    facts = {"part": trade.part, "pitch": trade.pitch}
    made = join(actor=SYSTEM, matchmaking=row, guest=guest, facts=facts, topics=topics, now=at)
    return made, trade


def _play(fair: Fair, encounters: int, begin: datetime, now: datetime) -> None:
    """Buyers and sellers wish in turn; most say yes within hours, some no, some never."""
    dice = Random(SEED)
    pairs = _pairs(fair)
    dice.shuffle(pairs)
    step = (now - timedelta(hours=4) - begin) / (len(pairs) + 1)
    agreed = 0
    for number, (buyer, seller, weight) in enumerate(pairs):
        at = begin + number * step
        wisher, wished = (buyer, seller) if number % 3 else (seller, buyer)
        wish = _wish(wisher, wished, weight, at)
        if wish is None:
            continue
        if agreed < encounters and number % 6 != 5:
            agreed += _accepted(wish, at + timedelta(minutes=dice.choice((20, 90, 150))))
        else:
            _ended(wish, ENDINGS[number % len(ENDINGS)], at + timedelta(hours=1))
    expire_wishes(now=now)
    shy = [participant for participant, trade in fair.seats if trade.word == "精密机械"]
    if len(shy) > 1:
        avoid(actor=SYSTEM, participant=shy[0], other=shy[1], now=begin)


def _pairs(fair: Fair) -> list[tuple[Participant, Participant, int]]:
    """Who could buy from whom; what stands first in a trade's list matters most to it."""
    found = []
    for buyer, trade in fair.seats:
        for place, word in enumerate(trade.buys):
            weight = (4, 2, 2, 1)[min(place, 3)]
            found += [(buyer, seller, weight) for seller, other in fair.seats if other.word == word and seller != buyer]
    return found


def _wish(wisher: Participant, wished: Participant, weight: int, at: datetime) -> Wish | None:
    try:
        return make_wish(actor=SYSTEM, wisher=wisher, wished=wished, weight=weight, now=at)
    except QuotaUsed:
        return None


def _accepted(wish: Wish, at: datetime) -> int:
    try:
        accept_wish(actor=SYSTEM, wish=wish, now=at)
    except QuotaUsed:  # one of the two has met enough: the wish waits and expires
        return 0
    return 1


def _ended(wish: Wish, how: str, at: datetime) -> None:
    if how == "declined":
        decline_wish(actor=SYSTEM, wish=wish, now=at)
    elif how == "cancelled":
        cancel_wish(actor=SYSTEM, wish=wish, now=at)


def _at(day: date, clock: time) -> datetime:
    return make_aware(datetime.combine(day, clock))
