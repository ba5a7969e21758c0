from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection

from shanghui.core.backup.tables import _text, all_tables


@pytest.mark.django_db
def test_every_table_of_the_database_is_in_the_backup() -> None:
    """A table added without a model would be lost: say so here, or give it a model."""
    assert set(connection.introspection.table_names()) - set(all_tables()) == {"django_migrations"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2028, 2, 29, 8, 0, 0, 5, tzinfo=UTC), "2028-02-29T08:00:00.000005+00:00"),
        (date(2028, 2, 29), "2028-02-29"),
        (b"\x00\xff", "AP8="),
        (memoryview(b"\x00\xff"), "AP8="),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Decimal("1.50"), "1.50"),
        (timedelta(days=1, seconds=2), "1 day, 0:00:02"),
    ],
)
def test_value_has_one_canonical_text(value: object, text: str) -> None:
    assert _text(value) == text


def test_unknown_kind_of_value_is_an_error() -> None:
    with pytest.raises(TypeError):
        _text(object())
