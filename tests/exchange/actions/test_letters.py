"""Letters: to today's secretaries of a side, each in her language, one line as subject, no contacts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.core.models import OutboxMessage
from shanghui.exchange.actions import letters
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import Side
from shanghui.network.models import Appointment
from tests.factories import exchange as make
from tests.factories.exchange import BUYER_CONTACT, MAKER_CONTACT, Pair


@pytest.fixture
def made(pair: Pair) -> Introduction:
    return make.make_introduction(pair.need, pair.offer, state="asked", subject="甲\r\nBcc: evil@example.com")


@pytest.mark.parametrize(
    "what", ["asked", "screened", "consented", "declined", "reminded", "lapsed", "message", "follow_up"]
)
def test_letter_names_the_subject_and_the_page(pair: Pair, made: Introduction, what: str) -> None:
    letters.tell_brokers(made, Side.OFFER, what, now=timezone.now())
    assert OutboxMessage.objects.count() == 2
    payload = OutboxMessage.objects.all()[0].payload
    assert "\n" not in payload["subject"]
    assert f"/exchange/introductions/{made.pk}/" in payload["text"]
    assert [word for word in (*BUYER_CONTACT.values(), *MAKER_CONTACT.values()) if word in str(payload)] == []


def test_only_todays_secretaries_with_a_mail_address_are_told(pair: Pair, made: Introduction) -> None:
    Appointment.objects.filter(person__user=pair.users["asked"]).update(end=localdate() - timedelta(days=1))
    pair.users["asked_colleague"].email = ""
    pair.users["asked_colleague"].save()
    letters.tell_brokers(made, Side.OFFER, "asked", now=timezone.now())
    assert not OutboxMessage.objects.exists()


def test_officers_are_told_of_the_federations_own(pair: Pair) -> None:
    made = make.make_introduction(pair.need, make.make_offer(pair.federation), state="asked")
    letters.tell_both(made, "consented", now=timezone.now())
    assert pair.users["officer"].email in set(OutboxMessage.objects.values_list("receiver", flat=True))


def test_one_chamber_for_both_is_told_once(pair: Pair) -> None:
    made = make.make_introduction(pair.need, make.make_offer(pair.chamber), state="screened")
    letters.tell_both(made, "consented", now=timezone.now())
    assert OutboxMessage.objects.count() == 2
