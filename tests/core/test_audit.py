from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.accounts.models import User
from shanghui.core import audit
from shanghui.core.actor import SYSTEM
from shanghui.core.audit import Fault
from shanghui.core.models import AuditHead, AuditRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail() -> None:
    """Five rows, each with a subject and a detail of several kinds of value."""
    now = timezone.now()
    subject = User.objects.create_user("li")
    for number in range(5):
        audit.record(SYSTEM, "test", subject, now=now, 名="商会", number=number, share=0.1, when=now)


def test_empty_and_whole_trails_stand() -> None:
    assert audit.verify() is None
    audit.record_many(SYSTEM, [audit.Entry(f"row {n}") for n in range(2500)], now=timezone.now())
    assert audit.verify() is None
    assert AuditHead.objects.get().number == 2500


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize(
    "change",
    [
        {"action": "other"}, {"detail": {}}, {"user_id": 9}, {"acting_for": "x"}, {"subject_id": 99},
        {"actor_name": "x"}, {"subject_kind": "x.y"}, {"person_id": 1}, {"hash": "0" * 64}, {"previous_hash": "1" * 64},
    ],
)  # fmt: skip
def test_altered_row_is_named(change: dict[str, object]) -> None:
    AuditRow.objects.filter(number=3).update(**change)
    assert audit.verify() == Fault(3, "altered")


@pytest.mark.usefixtures("trail")
def test_moved_time_is_named() -> None:
    row = AuditRow.objects.get(number=2)
    AuditRow.objects.filter(number=2).update(at=row.at + timedelta(microseconds=1))
    assert audit.verify() == Fault(2, "altered")


@pytest.mark.usefixtures("trail")
def test_row_sealed_anew_breaks_at_the_next() -> None:
    row = AuditRow.objects.get(number=3)
    row.action = "other"
    row.hash = audit.seal(row)
    row.save()
    assert audit.verify() == Fault(4, "altered")


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize(("numbers", "named"), [([3], 3), ([1], 1), ([5], 5), ([4, 5], 4)])
def test_deleted_rows_are_named(numbers: list[int], named: int) -> None:
    AuditRow.objects.filter(number__in=numbers).delete()
    assert audit.verify() == Fault(named, "missing")


@pytest.mark.usefixtures("trail")
def test_forged_row_behind_the_end_is_named() -> None:
    last = AuditRow.objects.get(number=5)
    forged = AuditRow(number=6, at=last.at, action="forged", previous_hash=last.hash)
    forged.hash = audit.seal(forged)
    forged.save()
    assert audit.verify() == Fault(7, "missing")


def test_asking_for_what_is_not_hers_is_kept_and_for_what_is_not_there_is_not() -> None:
    subject = User.objects.create_user("li")
    audit.note_foreign(SYSTEM, User, subject.pk, now=timezone.now())
    audit.note_foreign(SYSTEM, User, 987_654, now=timezone.now())
    row = AuditRow.objects.get()
    assert (row.action, row.subject_kind, row.subject_id) == (audit.FOREIGN, "accounts.user", subject.pk)
