"""Faults of the database that pass by themselves."""

import pytest
from django.db import IntegrityError, OperationalError

from shanghui.core.busy import is_busy


@pytest.mark.parametrize(
    "told", ["database is locked", "deadlock detected", "server closed the connection", "disk is full"]
)
def test_fault_that_passes(told: str) -> None:
    assert is_busy(OperationalError(told))


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("no such table: x"),
        OperationalError("near: syntax error"),
        IntegrityError(),
        ValueError(),
        None,
    ],
)
def test_fault_that_stays(error: BaseException | None) -> None:
    assert not is_busy(error)
