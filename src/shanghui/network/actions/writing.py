"""How an action writes a row: allowed fields only, derived keys with it, nobody's newer version overwritten."""

from collections.abc import Iterable, Mapping

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
    for name, value in facts.items():
        before = getattr(row, name)
        if before != value:
            differences[name] = [shown(before), shown(value)]
            setattr(row, name, value)
    return differences


def shown(value: object) -> object:
    """A value as the audit trail keeps it."""
    return value if value is None or isinstance(value, int | str | bool) else str(value)


def set_keys(row: Row) -> None:
    """Derive sort and search keys from the row's names and codes."""
    if isinstance(row, Person):
        keys = name_keys(row.name, codes=(row.phone,))
    elif isinstance(row, Organisation):
        keys = name_keys(row.name, row.short_name, codes=(row.credit_code,))
    else:
        keys = name_keys(row.name, row.short_name, row.former_names, codes=(row.credit_code,))
    row.sort_key, row.search_names, row.search_latin = keys.sort_key, keys.search_names, keys.search_latin
