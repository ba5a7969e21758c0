"""What time does to wishes; each run again finds nothing."""

from datetime import timedelta

from django.utils import timezone

from shanghui.activities.actions import expiry
from shanghui.activities.rules import EncounterState, RegistrationState, WishState
from shanghui.core.models import AuditRow, OutboxMessage
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, make_wish


def test_wishes_expire_and_their_wishers_are_told_once(expo: Fair) -> None:
    now = timezone.now()
    late = make_wish(expo.buyer, expo.maker, expires_at=now - timedelta(minutes=1))
    young = make_wish(expo.buyer, expo.third)
    assert expiry.expire_wishes(now=now) == 1
    assert expiry.expire_wishes(now=now) == 0
    late.refresh_from_db()
    young.refresh_from_db()
    assert (late.state, young.state) == (WishState.EXPIRED, WishState.WISHED)
    assert [row.receiver for row in OutboxMessage.objects.all()] == [expo.buyer.registration.email]
    assert "没有在期限内答复" in OutboxMessage.objects.get().payload["subject"]
    assert AuditRow.objects.filter(action="expire_wish", subject_id=late.pk).count() == 1


def test_more_than_a_batch_expire_in_one_run(expo: Fair, monkeypatch: object) -> None:
    monkeypatch.setattr(expiry, "BATCH", 1)  # type: ignore[attr-defined]
    past = timezone.now() - timedelta(minutes=1)
    for other in (expo.maker, expo.third):
        make_wish(expo.buyer, other, expires_at=past)
    assert expiry.expire_wishes(now=timezone.now()) == 2


def test_who_comes_no_more_blocks_nobody(expo: Fair) -> None:
    own, theirs = make_wish(expo.buyer, expo.maker), make_wish(expo.third, expo.buyer)
    meets = make_encounter(expo.maker, expo.buyer)
    past = make_encounter(expo.buyer, expo.third, state=EncounterState.ATTENDED)
    assert expiry.release_absent(now=timezone.now()) == 0
    expo.buyer.registration.state = RegistrationState.CANCELLED
    expo.buyer.registration.save()
    assert expiry.release_absent(now=timezone.now()) == 1
    assert expiry.release_absent(now=timezone.now()) == 0
    for row in (own, theirs, meets, past):
        row.refresh_from_db()
    assert (own.state, theirs.state) == (WishState.CANCELLED, WishState.DECLINED)
    assert (meets.state, past.state) == (EncounterState.CANCELLED, EncounterState.ATTENDED)
    assert [row.receiver for row in OutboxMessage.objects.all()] == [expo.maker.registration.email]


def test_one_letter_a_day_however_often_the_job_runs(expo: Fair) -> None:
    now = timezone.now()
    make_wish(expo.buyer, expo.maker, created_at=now, expires_at=now + timedelta(hours=5))
    make_wish(expo.third, expo.maker, created_at=now, expires_at=now + timedelta(days=2))
    assert expiry.write_of_wishes(now=now) == 1
    assert expiry.write_of_wishes(now=now) == 0
    (letter,) = OutboxMessage.objects.all()
    assert letter.payload["subject"] == "北片区对接会：有2家想约见您"
    assert "其中1家一天内到期。" in letter.payload["text"]
    tomorrow = now + timedelta(days=1)
    assert expiry.write_of_wishes(now=tomorrow) == 1


def test_no_letter_where_nothing_waits(expo: Fair) -> None:
    make_wish(expo.buyer, expo.maker, state=WishState.DECLINED)
    assert expiry.write_of_wishes(now=timezone.now()) == 0
