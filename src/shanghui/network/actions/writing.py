"""How an action writes a row: allowed fields only, derived keys with it, nobody's newer version overwritten."""

from collections.abc import Iterable, Mapping

from django.db import models

from shanghui.core.refusal import BadRequest, Stale
from shanghui.network.models import Enterprise, Organisation, Person
from shanghui.network.queries.names import name_keys

Facts = Mapping[str, object]
Row = Organisation | Enterprise | Person


def ensure_fresh(row: Row, version: int | None) -> None:
    """Raises Stale when the row moved on since the writer read it; None: the writer did not say."""
    if version is not None and version != row.version:
        raise Stale()


def changed(row: Row, facts: Facts, allowed: Iterable[str]) -> dict[str, list[object]]:
    """Set the facts on the row; returns {field: [before, after]}. Raises BadRequest on a field that is not allowed."""
    foreign = set(facts) - set(allowed)
    if foreign:
        raise BadRequest()
    differences: dict[str, list[object]] = {}
    for name, given in facts.items():
        before, value = getattr(row, name), storable(row, name, given)
        if before != value:
            differences[name] = [shown(before), shown(value)]
            setattr(row, name, value)
    return differences


def storable(row: models.Model, name: str, value: object) -> object:
    """The value, or "" where a text is taken away. Raises BadRequest where the column cannot be empty, and on NUL."""
    field = row._meta.get_field(name)
    if isinstance(value, str) and "\0" in value:
        raise BadRequest()  # PostgreSQL has no NUL in texts
    if value is not None or getattr(field, "null", False):
        return value
    if not getattr(field, "blank", False) or not isinstance(field, models.CharField | models.TextField):
        raise BadRequest()
    return ""


def shown(value: object) -> object:
    """A value as the audit trail keeps it."""
    return value if value is None or isinstance(value, int | str | bool) else str(value)


def set_keys(row: Row) -> None:
    """Derive sort and search keys from the row's names and codes."""
    if isinstance(row, Person):
        keys = name_keys(row.name)  # never the phone: who may not see it would find it digit by digit
    elif isinstance(row, Organisation):
        keys = name_keys(row.name, row.short_name, codes=(row.credit_code,))
    else:
        keys = name_keys(row.name, row.short_name, row.former_names, codes=(row.credit_code,))
    row.sort_key, row.search_names, row.search_latin = keys.sort_key, keys.search_names, keys.search_latin
