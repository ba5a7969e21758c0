"""How long the pages of a large matchmaking activity take: board, personal page, check-in list, why-not; p50, p95, queries.

    SHANGHUI_DATA_DIR=DIR | DATABASE_URL=… python benchmarks/bench_matchmaking.py [ROUNDS]

Fills an event of its own where the database holds none: 2,000 participants, 20,000 wishes that became encounters, 40 slots
in four sessions, 220 tables; seeded. Pages are asked through the whole stack in this process, ROUNDS times each (5) over
many parameters; `cpu` is the processor time a page, which a loaded machine changes least. Ends with 1 when a promise is not kept: p95 <= 200 ms. Pages that this installation lacks are left out.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
os.environ.setdefault("SHANGHUI_DATA_DIR", "var/bench-matchmaking")
os.environ.setdefault("SHANGHUI_PAGES_PER_TEN_MINUTES", "0")
P95, TITLE = 200, "基准对接会"
PEOPLE, WISHES, SESSIONS, SLOTS, TABLES = 2_000, 20_000, 4, 10, 220
BATCH = 1_000


def main(rounds: int = 5) -> int:
    import django

    Path(os.environ["SHANGHUI_DATA_DIR"]).mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    activity, user = _filled()
    print(f"{connection.vendor}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("page                     p50    p95    max    cpu  queries")
    late = [name for name, urls in _pages(activity) if _timed(name, urls, user, rounds) > P95]
    for name in late:
        print(f"p95 above {P95} ms: {name}")
    return 1 if late else 0


def _filled() -> tuple[Any, Any]:
    """The activity, and its host's secretary who signs in."""
    from shanghui.accounts.models import User
    from shanghui.activities.models import Activity

    known = Activity.objects.unrestricted("benchmark").filter(title=TITLE).first()
    if known is None:
        begun = time.perf_counter()
        known = _fill()
        print(f"filled in {time.perf_counter() - begun:.0f} s")
    return known, User.objects.get(username="benchmark-host")


def _fill() -> Any:
    from django.db import transaction

    with transaction.atomic():
        activity = _activity()
        dice = Random(5)
        people = _people(activity, dice)
        encounters = _encounters(activity, people, dice)
        _timetable(activity, encounters)
    return activity


def _activity() -> Any:
    from django.utils import timezone

    from shanghui.accounts.models import User
    from shanghui.activities.models import Activity, Matchmaking, Session, Slot, Table
    from shanghui.network.models import Appointment, Organisation, Person
    from shanghui.network.rules import OrganisationKind, Post

    host = Organisation.objects.create(name="基准商会", kind=OrganisationKind.TRADE_CHAMBER)
    user = User.objects.create(username="benchmark-host")
    person = Person.objects.create(name="基准", user=user)
    Appointment.objects.create(person=person, organisation=host, post=Post.SECRETARY_GENERAL)
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    facts = {"kind": "matchmaking", "state": "published", "venue": "展览中心", "register_until": start}
    activity = Activity.objects.create(
        organisation=host, title=TITLE, starts_at=start, ends_at=start + timedelta(days=2), **facts
    )
    matchmaking = Matchmaking.objects.create(activity=activity, floor=2)
    length = timedelta(minutes=20)
    for at in range(SESSIONS):
        begins = start + timedelta(hours=5 * at)
        session = Session.objects.create(
            matchmaking=matchmaking, name=f"第{at + 1}场", starts_at=begins, ends_at=begins + SLOTS * length
        )
        Slot.objects.bulk_create(
            Slot(
                matchmaking=matchmaking,
                session=session,
                number=at * SLOTS + number,
                starts_at=begins + number * length,
                ends_at=begins + (number + 1) * length,
            )
            for number in range(SLOTS)
        )
    Table.objects.bulk_create(Table(matchmaking=matchmaking, number=number) for number in range(TABLES))
    return activity


def _people(activity: Any, dice: Random) -> list[Any]:
    from django.utils import timezone

    from shanghui.activities.models import Participant, Registration
    from shanghui.activities.rules import Part

    guests = Registration.objects.bulk_create(
        [
            Registration(
                activity=activity,
                name=f"来宾{number}",
                firm=f"上海第{number}精密制造有限公司",
                phone=f"139{number:08}",
                state="registered",
                registered_at=timezone.now(),
            )
            for number in range(PEOPLE)
        ],
        batch_size=BATCH,
    )
    parts = [Part.BUYER if number < PEOPLE // 3 else Part.SELLER for number in range(PEOPLE)]
    return Participant.objects.bulk_create(
        [
            Participant(
                matchmaking=activity.matchmaking, registration=guest, part=part, from_slot=dice.choice([0] * 9 + [5])
            )
            for guest, part in zip(guests, parts, strict=True)
        ],
        batch_size=BATCH,
    )


def _encounters(activity: Any, people: list[Any], dice: Random) -> list[Any]:
    from django.utils import timezone

    from shanghui.activities.models import Encounter, Wish

    buyers, sellers = people[: PEOPLE // 3], people[PEOPLE // 3 :]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < WISHES:
        pairs.add((dice.choice(buyers).pk, dice.choice(sellers).pk))
    moment = timezone.now()
    wishes = Wish.objects.bulk_create(
        [
            Wish(
                matchmaking=activity.matchmaking,
                wisher_id=one,
                wished_id=other,
                low_id=min(one, other),
                high_id=max(one, other),
                weight=dice.choice([1, 2, 4]),
                state="accepted",
                created_at=moment,
                expires_at=moment,
            )
            for one, other in sorted(pairs)
        ],
        batch_size=BATCH,
    )
    return Encounter.objects.bulk_create(
        [
            Encounter(
                matchmaking=activity.matchmaking,
                wish=wish,
                first_id=wish.wisher_id,
                second_id=wish.wished_id,
                weight=wish.weight,
                created_at=moment,
            )
            for wish in wishes
        ],
        batch_size=BATCH,
    )


def _timetable(activity: Any, encounters: list[Any]) -> None:
    """First come, first served: as full as the tables are."""
    from django.utils import timezone

    from shanghui.activities.actions.versions import Place, fill, new_version, settle
    from shanghui.core.actor import SYSTEM

    matchmaking = activity.matchmaking
    slots = list(matchmaking.slots.values_list("pk", flat=True))
    tables = list(matchmaking.tables.values_list("pk", flat=True))
    busy: dict[int, set[int]] = {}
    load, places = [0] * len(slots), []
    for one in encounters:
        taken = busy.setdefault(one.first_id, set()) | busy.setdefault(one.second_id, set())
        at = next((at for at in range(len(slots)) if at not in taken and load[at] < len(tables)), None)
        if at is not None:
            places.append(Place(one.pk, one.first_id, one.second_id, slots[at], tables[load[at]]))
            load[at] += 1
            busy[one.first_id].add(at)
            busy[one.second_id].add(at)
    made = new_version(matchmaking, SYSTEM, timezone.now(), state="published", status="feasible")
    made.published_at, made.weight_bound = timezone.now(), 40_000
    fill(made, places)
    settle(made)


def _pages(activity: Any) -> Iterator[tuple[str, list[str]]]:
    from django.urls import NoReverseMatch, reverse

    from shanghui.activities.models import Registration

    board = reverse("activities:board", args=[activity.pk])
    placed = activity.matchmaking.timetables.get().placements.values_list("encounter", flat=True)
    some = list(placed[:: max(1, len(placed) // 8)])
    cells = [f"part={part}&tables={tables}" for part in (1, 2, 4) for tables in (1, 9, 19)]
    yield "board", [board, *(f"{board}?{cell}" for cell in cells), f"{board}?unplaced=900"]
    yield "board, picked", [f"{board}?pick={pk}&{cell}" for pk, cell in zip(some, cells, strict=False)]
    yield "why not", [f"{board}1/why-not/?encounter={pk}&{cell}" for pk, cell in zip(some, cells, strict=False)]
    yield "repairs", [f"{board}repairs/"]
    keys = Registration.objects.unrestricted("benchmark").filter(activity=activity).values_list("key", flat=True)[:10]
    for name, route, arguments in (
        ("personal page", "my_schedule", [[key] for key in keys]),
        ("check-in list", "door", [[activity.pk]]),
        ("hall", "matchmaking", [[activity.pk]]),
        ("results", "results", [[activity.pk]]),
        ("activity", "activity", [[activity.pk]]),
    ):
        try:
            yield name, [reverse(f"activities:{route}", args=one) for one in arguments]
        except NoReverseMatch:
            print(f"{name}: no such page here")


def _timed(name: str, urls: list[str], user: Any, rounds: int) -> float:
    """Prints the line; gives the p95 in milliseconds."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="shanghui.accounts.backend.SignInBackend")
    with CaptureQueriesContext(connection) as found:
        answer = client.get(urls[0])
        queries = len(found)
    if answer.status_code != 200:
        sys.exit(f"{urls[0]} → {answer.status_code}")
    before = time.process_time()
    spent = sorted(_seconds(client.get, url) for _ in range(rounds) for url in urls)
    p50, p95, most = (1000 * spent[min(len(spent) - 1, int(len(spent) * part))] for part in (0.5, 0.95, 1))
    cpu = 1000 * (time.process_time() - before) / len(spent)
    print(f"{name:<22} {p50:6.0f} {p95:6.0f} {most:6.0f} {cpu:6.0f} {queries:8}", flush=True)
    return p95


def _seconds(ask: Callable[[str], Any], url: str) -> float:
    begun = time.perf_counter()
    answer = ask(url)
    assert answer.status_code == 200, f"{url} → {answer.status_code}"
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
