"""Trust.md 4 and 5: many at once, one wins. Each with a positive control that shows the race with the lock off."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date
from functools import partial
from inspect import unwrap
from typing import Any, TypeVar
from unittest import mock

import pytest
from django.db import OperationalError, connections
from django.db.models import Model, QuerySet
from django.test import Client
from django.utils import timezone

from shanghui.accounts.actions import create_token
from shanghui.core.models import AuditHead
from shanghui.core.refusal import Refusal
from shanghui.network.actions.enterprises import add_membership
from shanghui.network.actions.organisations import move_organisation, set_host
from shanghui.network.actions.people import appoint, hand_over
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import (
    Affiliation,
    Appointment,
    Enterprise,
    HostTerm,
    Membership,
    Organisation,
    Person,
    Rearrangement,
)
from shanghui.network.rules import AffiliationOrder, Post
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


def unlocked() -> AbstractContextManager[object]:
    """Rows are read as if nobody else were there; only the trail keeps its own lock, which is another promise."""
    lock = QuerySet.select_for_update

    def read(rows: "QuerySet[Model]", **options: Any) -> "QuerySet[Model]":
        return lock(rows, **options) if rows.model is AuditHead else rows

    return mock.patch.object(QuerySet, "select_for_update", read)


@contextmanager
def overtaken(owner: object, name: str, other: Callable[[], object]) -> Iterator[None]:
    """Another call goes through whole when the first has looked and is about to write: what two threads do who meet at
    the worst moment, the same every time.

    Rows are read without their lock, or the other would wait for the first for ever.
    """
    write, first = getattr(owner, name), iter([True])

    def late(*args: object, **facts: object) -> object:
        if next(first, False):
            other()
        return write(*args, **facts)

    with unlocked(), mock.patch.object(owner, name, late):
        yield


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


def test_membership_is_made_twice_without_the_lock(house: House) -> None:
    """The positive control, as all that follow: without the lock and the one writer at a time, both win."""
    chamber = _organisation(house, "chamber")
    firm = make.make_enterprise("上海戊字公司", entered_by=chamber)
    facts = {"start": date(2020, 1, 1), "end": date(2020, 12, 31)}
    join = {"actor": house.actors["owner"], "enterprise": firm, "organisation": chamber, "facts": facts}

    def act() -> None:
        unwrap(add_membership)(now=timezone.now(), **join)

    with overtaken(Membership, "save", act):
        act()
    assert Membership.objects.filter(enterprise=firm).count() == 2


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


def test_post_is_handed_over_twice_without_the_lock(house: House) -> None:
    post = Appointment.objects.get(pk=house.ids["chair_post"])
    followers = [make.make_person(f"后任{number}", entered_by=_organisation(house, "sister")) for number in range(2)]
    facts = {"actor": house.actors["sibling"], "appointment": post, "on": timezone.localdate(), "now": timezone.now()}
    act = partial(unwrap(hand_over), **facts)
    with overtaken(Appointment.objects, "create", lambda: act(successor=followers[1])):
        act(successor=followers[0])
    assert Appointment.objects.filter(follows=post).count() == 2


def test_person_is_appointed_once(house: House) -> None:
    assert all_at_once(lambda _: _appoint(house)) == {"done": 1, "AlreadyThere": PARALLEL - 1}
    assert Appointment.objects.filter(person=house.ids["chair"], post=Post.STAFF).count() == 1


def test_person_is_appointed_twice_without_the_lock(house: House) -> None:
    with overtaken(Appointment.objects, "create", lambda: _appoint(house, unwrap(appoint))):
        _appoint(house, unwrap(appoint))
    assert Appointment.objects.filter(person=house.ids["chair"], post=Post.STAFF).count() == 2


def _appoint(house: House, act: Callable[..., object] = appoint) -> None:
    chair = Person.objects.unrestricted("test").get(pk=house.ids["chair"])
    sister = _organisation(house, "sister")
    act(actor=house.actors["sibling"], person=chair, place=sister, post=Post.STAFF, now=timezone.now())


def test_rearrangement_is_undone_once(house: House) -> None:
    row = Rearrangement.objects.get(pk=house.ids["rearrangement"])
    actor, now = house.actors["owner"], timezone.now()
    done = all_at_once(lambda _: undo_rearrangement(actor=actor, rearrangement=row, now=now))
    assert done == {"done": 1, "AlreadyUndone": PARALLEL - 1}


def test_rearrangement_is_undone_twice_without_the_lock(house: House) -> None:
    row = Rearrangement.objects.get(pk=house.ids["rearrangement"])
    facts = {"actor": house.actors["owner"], "rearrangement": row, "now": timezone.now()}
    done: Counter[str] = Counter()

    def act() -> None:
        unwrap(undo_rearrangement)(**facts)
        done["done"] += 1

    with overtaken(Rearrangement, "save", act):
        act()
    assert done == {"done": 2}


def test_two_never_move_below_each_other(house: House) -> None:
    assert all_at_once(lambda number: _move(house, number), times=2) == {"done": 1, "AffiliationCircle": 1}


def test_two_move_below_each_other_without_the_lock(house: House) -> None:
    move = partial(_move, house, act=unwrap(move_organisation))
    with overtaken(Affiliation.objects, "create", lambda: move(1)):
        move(0)
    assert Affiliation.objects.filter(order=AffiliationOrder.TRADE).count() == 2


def _move(house: House, number: int, act: Callable[..., object] = move_organisation) -> None:
    """The one below the other, or the other way round."""
    child, parent = [_organisation(house, name) for name in ("chamber", "sister")][:: -1 if number else 1]
    day = timezone.localdate()
    facts = {"order": AffiliationOrder.TRADE, "parent": parent, "on": day, "now": timezone.now()}
    act(actor=house.actors["officer"], organisation=child, **facts)


def test_host_period_is_given_once(house: House) -> None:
    assert all_at_once(lambda _: _host(house)) == {"done": 1, "HostPeriodTaken": PARALLEL - 1}
    assert HostTerm.objects.filter(start=date(2031, 1, 1)).count() == 1


def test_host_period_is_given_twice_without_the_lock(house: House) -> None:
    with overtaken(HostTerm.objects, "create", lambda: _host(house, unwrap(set_host))):
        _host(house, unwrap(set_host))
    assert HostTerm.objects.filter(start=date(2031, 1, 1)).count() == 2


def _host(house: House, act: Callable[..., object] = set_host) -> None:
    area, sister = _organisation(house, "area"), _organisation(house, "sister")
    facts = {"start": date(2031, 1, 1), "end": date(2031, 1, 31), "now": timezone.now()}
    act(actor=house.actors["officer"], area=area, unit=sister, **facts)


def test_post_with_one_key_is_done_once(house: House) -> None:
    """`Idempotency-Key`: the same reply for all that came through, 409 for those that came while it ran."""
    answers = _posted(house, PARALLEL, {"Idempotency-Key": "k1"})
    assert Enterprise.objects.unrestricted("test").filter(name="上海己字公司").count() == 1
    assert answers[201] >= 1
    assert set(answers) <= {201, 409, 503}


def test_post_without_a_key_is_done_as_often_as_it_comes(house: House) -> None:
    answers = _posted(house, AT_ONCE, {})
    made = Enterprise.objects.unrestricted("test").filter(name="上海己字公司").count()
    assert made == answers[201] > 1


def _posted(house: House, times: int, headers: dict[str, str]) -> Counter[int]:
    """Answers to the same post, sent at once."""
    scopes, now = ["network:read", "network:write"], timezone.now()
    owner, user = house.actors["owner"], house.users["owner"]
    raw = create_token(actor=owner, user=user, name="写", scopes=scopes, days=30, now=now).raw
    answers: Counter[int] = Counter()

    def send(_: int) -> None:
        client = Client(headers={"Authorization": f"Bearer {raw}", **headers})
        body = {"name": "上海己字公司"}
        for _again in range(200):  # as a program does that is told to come back
            status = client.post("/api/v1/network/enterprises", body, content_type="application/json").status_code
            if status != 503:
                break
            time.sleep(0.02)
        answers[status] += 1

    all_at_once(send, times)
    return answers
