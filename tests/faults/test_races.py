"""Trust.md 4 and 5: many at once, one wins. Each with a positive control that shows the race with the lock off."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TypeVar
from unittest import mock

import pytest
from django.db import OperationalError, connections
from django.test import Client
from django.utils import timezone

from shanghui.accounts.actions import create_token
from shanghui.core.refusal import Refusal
from shanghui.network.actions.enterprises import add_membership
from shanghui.network.actions.organisations import set_host
from shanghui.network.actions.people import hand_over
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Appointment, Enterprise, HostTerm, Membership, Organisation, Rearrangement
from tests.factories import network as make
from tests.factories.house import House, build_house

pytestmark = pytest.mark.django_db(transaction=True)
Made = TypeVar("Made")
PARALLEL = 50
AT_ONCE = 10  # threads; the others follow as soon as one is through


def all_at_once(act: Callable[[int], object], times: int = PARALLEL) -> Counter[str]:
    """Outcomes by name: "done", or the refusal's; a busy database is waited for, like a page's retry."""
    outcomes: Counter[str] = Counter()
    start, room = threading.Barrier(min(times, AT_ONCE)), threading.Semaphore(AT_ONCE)

    def run(number: int) -> None:
        with room:
            if number < min(times, AT_ONCE):
                start.wait(30)
            try:
                patiently(lambda: act(number))
                outcomes["done"] += 1
            except Refusal as refusal:
                outcomes[type(refusal).__name__] += 1
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return outcomes


def patiently(act: Callable[[], Made]) -> Made:
    """SQLite in memory refuses at once where a file waits five seconds: ask again, like a page's retry."""
    for _ in range(3000):
        with suppress(OperationalError):
            return act()
        time.sleep(0.01)
    raise AssertionError("the database stayed busy")


@pytest.fixture
def house() -> House:
    return build_house()


def _organisation(house: House, name: str) -> Organisation:
    return Organisation.objects.unrestricted("test").get(pk=house.ids[name])


def test_membership_is_made_once(house: House) -> None:
    actor, chamber = house.actors["owner"], _organisation(house, "chamber")
    firm = make.make_enterprise("上海戊字公司", entered_by=chamber)
    facts = {"start": date(2020, 1, 1)}
    now = timezone.now()
    done = all_at_once(
        lambda _: add_membership(actor=actor, enterprise=firm, organisation=chamber, facts=facts, now=now)
    )
    assert done == {"done": 1, "AlreadyThere": PARALLEL - 1}
    assert Membership.objects.filter(enterprise=firm).count() == 1


def test_post_is_handed_over_once(house: House) -> None:
    actor, now = house.actors["sibling"], timezone.now()
    post = Appointment.objects.get(pk=house.ids["chair_post"])
    followers = [
        make.make_person(f"后任{number}", entered_by=_organisation(house, "sister")) for number in range(PARALLEL)
    ]
    done = all_at_once(
        lambda number: hand_over(
            actor=actor, appointment=post, successor=followers[number], on=timezone.localdate(), now=now
        )
    )
    assert done == {"done": 1, "AlreadyHandedOver": PARALLEL - 1}
    assert Appointment.objects.filter(follows=post).count() == 1


def test_rearrangement_is_undone_once(house: House) -> None:
    row = Rearrangement.objects.get(pk=house.ids["rearrangement"])
    actor, now = house.actors["owner"], timezone.now()
    done = all_at_once(lambda _: undo_rearrangement(actor=actor, rearrangement=row, now=now))
    assert done == {"done": 1, "AlreadyUndone": PARALLEL - 1}


def test_host_period_is_given_once(house: House) -> None:
    assert all_at_once(lambda _: _host(house)) == {"done": 1, "HostPeriodTaken": PARALLEL - 1}
    assert HostTerm.objects.filter(start=date(2031, 1, 1)).count() == 1


def test_host_period_is_given_twice_without_the_lock(house: House) -> None:
    """The positive control: without the row lock and the one writer at a time, both win."""
    together, create = threading.Barrier(2), HostTerm.objects.create

    def slow(**facts: object) -> HostTerm:
        together.wait(30)  # both have looked before either writes
        return patiently(lambda: create(**facts))

    unlocked = mock.patch("shanghui.network.actions.organisations._locked", lambda row: row)
    with unlocked, mock.patch.object(HostTerm.objects, "create", slow):
        all_at_once(lambda _: _host(house, set_host.__wrapped__), times=2)
    assert HostTerm.objects.filter(start=date(2031, 1, 1)).count() == 2


def _host(house: House, act: Callable[..., object] = set_host) -> None:
    area, sister = _organisation(house, "area"), _organisation(house, "sister")
    facts = {"start": date(2031, 1, 1), "end": date(2031, 1, 31), "now": timezone.now()}
    act(actor=house.actors["officer"], area=area, unit=sister, **facts)


def test_post_with_one_key_is_done_once(house: House) -> None:
    """`Idempotency-Key`: the same reply for all that came through, 409 for those that came while it ran."""
    raw = create_token(
        actor=house.actors["owner"], user=house.users["owner"], name="写", scopes=["network:read", "network:write"],
        days=30, now=timezone.now(),
    ).raw  # fmt: skip
    answers: Counter[int] = Counter()

    def send(_: int) -> None:
        client = Client(headers={"Authorization": f"Bearer {raw}", "Idempotency-Key": "k1"})
        body = {"name": "上海己字公司"}
        answers[client.post("/api/v1/network/enterprises", body, content_type="application/json").status_code] += 1

    all_at_once(send)
    made = Enterprise.objects.unrestricted("test").filter(name="上海己字公司")
    assert made.count() == 1
    assert answers[201] >= 1
    assert set(answers) <= {201, 409, 503}
