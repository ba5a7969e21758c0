"""How the facts of a programme or an application are written: allowed fields alone, with what changed for the trail."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from shanghui.core.refusal import BadRequest
from shanghui.network.actions.writing import shown, storable

Facts = Mapping[str, object]


def set_facts(row: Model, facts: Facts, editable: Iterable[str], long: Iterable[str] = ()) -> dict[str, object]:
    """Raises BadRequest on a field that is not hers to set. Of `long` ones the trail keeps the name alone."""
    if set(facts) - set(editable):
        raise BadRequest()
    changes: dict[str, object] = {}
    for name, given in facts.items():
        before, value = getattr(row, name), storable(row, name, given)
        if before != value:
            changes[name] = [] if name in set(long) else [shown(before), shown(value)]
            setattr(row, name, value)
    return changes


def said(text: str, longest: int) -> str:
    """A sentence as it is stored. Raises BadRequest on NUL, which PostgreSQL has not."""
    if "\0" in text:
        raise BadRequest()
    return text.strip()[:longest]
