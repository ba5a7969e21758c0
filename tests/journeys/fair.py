"""What happens beside the browser: fifty-seven firms of the demo come to a matchmaking activity, and its hour comes.

Run as a program against the data of a served house: `python fair.py ACTIVITY [MINUTES]`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

FIRMS, ENCOUNTERS = 57, 150


def fill(folder: Path, activity: int) -> None:
    """Fifty-seven firms enter."""
    _run(folder, activity)


def let_pass(folder: Path, activity: int, minutes: int) -> None:
    """The activity is so much nearer: its first slots may be over."""
    _run(folder, activity, minutes)


def codes(folder: Path, activity: int) -> dict[str, str]:
    """What is on the guests' badges, by their names."""
    found: dict[str, str] = json.loads(_run(folder, activity, -1))
    return found


def _run(folder: Path, *arguments: int) -> str:
    """In a process of its own, beside the server."""
    from tests.journeys.house import ROOT, environment

    more = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    call = [sys.executable, "-W", "ignore", str(Path(__file__)), *map(str, arguments)]
    done = subprocess.run(call, env=environment(folder, **more), cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def enter(activity_id: int) -> None:
    """The demo's firms in turn: every other one buys what its neighbours sell."""
    from django.utils import timezone

    from shanghui.activities.actions.participants import Said, join
    from shanghui.activities.actions.registrations import enter_guest
    from shanghui.activities.actions.wishes import accept_wish, make_wish
    from shanghui.activities.models import Activity
    from shanghui.activities.rules import Part, QuotaUsed
    from shanghui.core.actor import SYSTEM
    from shanghui.exchange.rules import Side
    from shanghui.network.models import Enterprise, Membership

    now = timezone.now()
    activity = Activity.objects.unrestricted("the test").get(pk=activity_id)
    firms = list(
        Enterprise.objects.unrestricted("the test").active().filter(memberships__isnull=False).distinct()[:FIRMS]
    )
    units = dict(Membership.objects.filter(enterprise__in=firms, end=None).values_list("enterprise", "organisation"))
    made = []
    for number, firm in enumerate(firms):
        facts = {"name": f"来宾{number:02}", "firm": firm.name, "phone": f"1380000{number:04}"}
        guest = enter_guest(
            actor=SYSTEM, activity=activity, facts=facts, enterprise_id=firm.pk, unit_id=units.get(firm.pk), now=now
        )
        part = Part.BUYER if number % 2 else Part.SELLER
        topic = Said(Side.NEED if number % 2 else Side.OFFER, f"第{number // 2}号配件")
        made.append(
            join(
                actor=SYSTEM,
                matchmaking=activity.matchmaking,
                guest=guest,
                facts={"part": part},
                topics=[topic],
                now=now,
            )
        )
    agreed = 0
    for step in range(1, FIRMS, 2):
        for place in range(FIRMS - step):
            if agreed == ENCOUNTERS:
                return
            try:
                wish = make_wish(actor=SYSTEM, wisher=made[place], wished=made[place + step], weight=2, now=now)
                accept_wish(actor=SYSTEM, wish=wish, now=now)
            except QuotaUsed:
                continue
            agreed += 1


def come_nearer(activity_id: int, minutes: int) -> None:
    from datetime import timedelta

    from django.db.models import F

    from shanghui.activities.models import Activity, Session, Slot

    by = timedelta(minutes=minutes)
    activities = Activity.objects.unrestricted("the test").filter(pk=activity_id)
    sessions, slots = (model.objects.filter(matchmaking__activity=activity_id) for model in (Session, Slot))
    for rows in (activities, sessions, slots):
        rows.update(starts_at=F("starts_at") - by, ends_at=F("ends_at") - by)


def tell(activity_id: int) -> None:
    from shanghui.activities.models import Registration

    rows = Registration.objects.unrestricted("the test").filter(activity=activity_id)
    print(json.dumps(dict(rows.values_list("name", "code"))))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
    import django

    django.setup()
    number, *passed = map(int, sys.argv[1:])
    if passed == [-1]:
        tell(number)
    elif passed:
        come_nearer(number, *passed)
    else:
        enter(number)
