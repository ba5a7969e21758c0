"""Which stored person a row means: by number, by name with phone or place; namesakes are for a person to decide."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from shanghui.core.actor import Actor
from shanghui.engines import language
from shanghui.network import permissions
from shanghui.network.models import Enterprise, Person
from shanghui.network.queries.import_lookups import plain
from shanghui.network.queries.people import seen_appointments

_ID = re.compile(r"P(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of a person; `place` is ("organisation" or "enterprise", id)."""

    name: str
    phone: str = ""
    place: tuple[str, int] | None = None
    stored_id: str = ""


class KnownPeople:
    """Visible people with the names of a batch."""

    def __init__(self, actor: Actor, names: Iterable[str]) -> None:
        self._actor = actor
        rows = Person.objects.visible_to(actor).filter(name__in=set(names))
        self.by_id = {row.pk: row for row in rows}
        self._named: dict[str, list[Person]] = defaultdict(list)
        for row in self.by_id.values():
            self._named[plain(row.name)].append(row)
        self._places: dict[int, set[tuple[str, int]]] = defaultdict(set)
        posts = seen_appointments(actor).filter(person__in=self.by_id)
        for person, organisation, enterprise in posts.values_list("person_id", "organisation_id", "enterprise_id"):
            self._places[person].add(("organisation", organisation) if organisation else ("enterprise", enterprise))

    def find(self, said: Said) -> Person | None:
        namesakes = self._named.get(plain(said.name), [])
        match = _ID.fullmatch(said.stored_id)
        if match and any(row.pk == int(match[1]) for row in namesakes):
            return self.by_id[int(match[1])]
        by_phone = [row for row in namesakes if self._has_phone(row, said.phone)]
        by_place = [row for row in namesakes if said.place in self._places[row.pk] and not (said.phone and row.phone)]
        found = by_phone or by_place
        return found[0] if len(found) == 1 else None

    def _has_phone(self, row: Person, phone: str) -> bool:
        """A number that she may not see tells nobody apart: else a file of guesses would find it."""
        same = bool(phone) and digits(row.phone) == digits(phone)
        return same and permissions.can_see_person_contacts(self._actor, row)

    def namesakes(self, said: Said) -> list[Person]:
        return self._named.get(plain(said.name), [])


def digits(phone: str) -> str:
    return re.sub(r"\D", "", language.normalise(phone))[-11:]


def enterprise_ids(actor: Actor, names: Iterable[str]) -> dict[str, int | None]:
    """Plain name → the one visible firm of this name; None where several bear it."""
    found: dict[str, int | None] = {}
    rows = Enterprise.objects.visible_to(actor).active().filter(name__in=set(names))
    for pk, name in rows.values_list("pk", "name"):
        found[plain(name)] = None if plain(name) in found else pk
    return found
