"""Two brokers, two firms, two workers at once: one wins, the other sees what happened (trust.md 4).

Each with a positive control that shows the race with the lock off.
"""

from collections import Counter
from datetime import timedelta
from functools import partial
from inspect import unwrap

import pytest
from django.utils import timezone

from shanghui.exchange.actions import consents, due, introductions, progress
from shanghui.exchange.models import Introduction, IntroductionEvent, Outcome
from shanghui.exchange.rules import DeclineReason, IntroductionState, OutcomeKind, Side
from tests.exchange.conftest import bring
from tests.factories import exchange as make
from tests.factories.exchange import Pair
from tests.faults.test_races import all_at_once, overtaken

pytestmark = pytest.mark.django_db(transaction=True)
State = IntroductionState
TIMES = 20


@pytest.fixture
def asked(pair: Pair) -> Introduction:
    return bring(pair, State.ASKED, timezone.now())


def _screen(
    pair: Pair, introduction: Introduction, number: int, act: object = introductions.screen_introduction
) -> None:
    """She and her colleague, by turns."""
    actor = pair.actors["asked" if number % 2 else "asked_colleague"]
    act(actor=actor, introduction=introduction, now=timezone.now())  # type: ignore[operator]


def test_two_brokers_answer_at_once_and_one_wins(pair: Pair, asked: Introduction) -> None:
    done = all_at_once(lambda number: _screen(pair, asked, number), TIMES)
    assert done == {"done": 1, "AnsweredAlready": TIMES - 1}
    assert asked.events.filter(what="screened").count() == 1


def test_two_brokers_both_answer_without_the_lock(pair: Pair, asked: Introduction) -> None:
    screen = partial(_screen, pair, asked, act=unwrap(introductions.screen_introduction))
    with overtaken(IntroductionEvent.objects, "create", lambda: screen(1)):
        screen(0)
    assert asked.events.filter(what="screened").count() == 2


def _yes_or_no(pair: Pair, introduction: Introduction, number: int, wrapped: bool = False) -> None:
    """One says yes, the other no, each on the page as both have it open."""
    facts = {"introduction": introduction, "version": introduction.version, "now": timezone.now()}
    yes, no = introductions.screen_introduction, introductions.decline_introduction
    if number % 2:
        (unwrap(yes) if wrapped else yes)(actor=pair.actors["asked"], **facts)
    else:
        said = {"side": Side.OFFER, "reason": DeclineReason.NO_CAPACITY}
        (unwrap(no) if wrapped else no)(actor=pair.actors["asked_colleague"], **facts, **said)


def test_yes_and_no_at_once_leave_one_answer_and_the_other_sees_it(pair: Pair, asked: Introduction) -> None:
    done = all_at_once(lambda number: _yes_or_no(pair, asked, number), TIMES)
    assert done == {"done": 1, "AnsweredAlready": TIMES - 1}
    asked.refresh_from_db()
    assert asked.events.filter(what__in=["screened", "declined"]).count() == 1
    for role in ("asked", "asked_colleague"):
        page = pair.client(role).get(f"/exchange/introductions/{asked.pk}/").content.decode()
        assert ("等企业答复" in page or "问企业愿不愿意" in page) is (asked.state == State.SCREENED)
        assert ("没有产能" in page and "已经结束" in page) is (asked.state == State.DECLINED)


def test_slower_broker_is_told_so_on_the_page(pair: Pair, asked: Introduction) -> None:
    url, read = f"/exchange/introductions/{asked.pk}", asked.version
    assert pair.client("asked").post(f"{url}/screen/", {"version": read}).status_code == 302
    answer = pair.client("asked_colleague").post(
        f"{url}/decline/", {"version": read, "side": "offer", "reason": "price"}
    )
    assert answer.status_code == 409
    assert "已经有人先办了" in answer.content.decode()


def test_yes_and_no_both_count_without_the_lock(pair: Pair, asked: Introduction) -> None:
    answer = partial(_yes_or_no, pair, asked, wrapped=True)
    with overtaken(IntroductionEvent.objects, "create", lambda: answer(1)):
        answer(0)
    assert asked.events.filter(what__in=["screened", "declined"]).count() == 2


def test_link_answers_once_however_often_it_is_pressed(pair: Pair) -> None:
    made = bring(pair, State.SCREENED, timezone.now())
    facts = {"actor": pair.actors["asked"], "introduction": made, "side": Side.OFFER}
    token = consents.make_consent_link(now=timezone.now(), **facts).token  # type: ignore[arg-type]
    done = all_at_once(lambda _: consents.answer_by_link(token=token, agrees=True, now=timezone.now()), TIMES)
    assert done == {"done": 1, "Gone": TIMES - 1}
    assert made.events.filter(what="consented").count() == 1


def test_link_answers_twice_without_the_lock(pair: Pair) -> None:
    made = bring(pair, State.SCREENED, timezone.now())
    facts = {"actor": pair.actors["asked"], "introduction": made, "side": Side.OFFER}
    token = consents.make_consent_link(now=timezone.now(), **facts).token  # type: ignore[arg-type]
    press = partial(unwrap(consents.answer_by_link), token=token, agrees=True, now=timezone.now())
    with overtaken(type(made.consent_links.get()), "save", press):
        press()
    assert made.events.filter(what="consented").count() == 2


def test_both_firms_say_yes_at_once_and_contacts_are_released_once(pair: Pair) -> None:
    """The later one must see the earlier yes, or nobody would ever release them."""
    made = bring(pair, State.SCREENED, timezone.now())

    def agree(number: int) -> None:
        role, side = (("buyer", Side.NEED), ("maker", Side.OFFER))[number]
        consents.give_consent(actor=pair.actors[role], introduction=made, side=side, now=timezone.now())

    assert all_at_once(agree, 2) == {"done": 2}
    made.refresh_from_db()
    assert made.is_released
    assert made.events.filter(what="released").count() == 1


def test_pair_is_introduced_once_when_both_sides_begin_at_once(pair: Pair) -> None:
    assert all_at_once(lambda number: _propose(pair, number), TIMES) == {"done": 1, "IntroducedAlready": TIMES - 1}
    assert Introduction.objects.unrestricted("test").count() == 1


def _propose(pair: Pair, number: int) -> None:
    role, mine, theirs = [("asker", pair.need, pair.offer), ("asked", pair.offer, pair.need)][number % 2]
    facts = {"mine": mine, "theirs": theirs, "message": "", "now": timezone.now()}
    introductions.propose_introduction(actor=pair.actors[role], **facts)


def test_two_workers_end_it_once(pair: Pair) -> None:
    made = bring(pair, State.ASKED, timezone.now() - timedelta(days=60))
    ended: Counter[int] = Counter()
    all_at_once(lambda _: ended.update([due.lapse_introductions(now=timezone.now())]), 8)
    assert ended[1] == 1
    assert made.events.filter(what="lapsed").count() == 1


def test_two_workers_end_it_twice_without_the_lock(pair: Pair) -> None:
    made = bring(pair, State.ASKED, timezone.now() - timedelta(days=60))
    end = partial(unwrap(due._lapse), made, timezone.now())
    with overtaken(IntroductionEvent.objects, "create", end):
        end()
    assert made.events.filter(what="lapsed").count() == 2


def test_two_workers_remind_once(pair: Pair) -> None:
    made = bring(pair, State.ASKED, timezone.now())
    later = timezone.now() + timedelta(days=2)
    Introduction.objects.unrestricted("test").update(remind_on=timezone.localdate(later))
    all_at_once(lambda _: due.remind_introductions(now=later), 8)
    assert made.events.filter(what="reminded").count() == 1


def test_outcome_of_one_deal_is_recorded_once_in_two_introductions(pair: Pair) -> None:
    rows = [_met(pair), _met(pair, make.make_offer(pair.other, pair.maker))]

    def record(number: int) -> None:
        facts = {"kind": OutcomeKind.SIGNED, "on": timezone.localdate(), "now": timezone.now()}
        progress.record_outcome(actor=pair.actors["asker"], introduction=rows[number % 2], **facts)  # type: ignore[arg-type]

    assert all_at_once(record, TIMES) == {"done": 1, "OutcomeAlready": TIMES - 1}
    assert Outcome.objects.count() == 1


def test_outcome_of_one_deal_is_recorded_twice_without_the_lock(pair: Pair) -> None:
    rows = [_met(pair), _met(pair, make.make_offer(pair.other, pair.maker))]
    act = unwrap(progress.record_outcome)
    facts = {"kind": OutcomeKind.SIGNED, "on": timezone.localdate(), "now": timezone.now()}
    record = partial(act, actor=pair.actors["asker"], **facts)
    with overtaken(Outcome.objects, "create", lambda: record(introduction=rows[1])):
        record(introduction=rows[0])
    assert Outcome.objects.count() == 2


def _met(pair: Pair, offer: object = None) -> Introduction:
    pair.offer = offer or pair.offer  # type: ignore[assignment]
    return bring(pair, State.MET, timezone.now())
