"""Many reads that see one state."""

import pytest
from django.db import connection

from shanghui.accounts.models import User
from shanghui.core.snapshot import snapshot


@pytest.mark.django_db(transaction=True)
def test_reads_are_one_transaction_and_writes_go_on_as_before() -> None:
    mode = getattr(connection, "transaction_mode", None)
    with snapshot():
        assert connection.in_atomic_block
        assert User.objects.count() == 0
    assert not connection.in_atomic_block
    assert getattr(connection, "transaction_mode", None) == mode
    with pytest.raises(ZeroDivisionError), snapshot():
        raise ZeroDivisionError
    assert getattr(connection, "transaction_mode", None) == mode
    User.objects.create(username="li")


@pytest.mark.django_db
def test_transaction_that_runs_is_kept() -> None:
    User.objects.create(username="li")
    with snapshot():
        assert User.objects.count() == 1
