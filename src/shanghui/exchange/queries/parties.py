"""Whom a written line means: an organisation or an enterprise that the writer sees."""

from collections.abc import Sequence

from django.db.models import Q

from shanghui.core.actor import Actor
from shanghui.network.models import Enterprise, Organisation
from shanghui.network.queries.names import name_filter

Place = Organisation | Enterprise
SHOWN = 4


class Unclear(Exception):
    """Nobody, or more than one; `candidates` are their names."""

    def __init__(self, candidates: Sequence[str]) -> None:
        super().__init__()
        self.candidates = candidates


def found_party(actor: Actor, text: str, known: Sequence[Place] = ()) -> Place:
    """By full name among those `known` already, then exactly, then by any part of the name. Raises Unclear."""
    for place in known:
        if text in {place.name, place.called}:
            return place
    text = text[:120]
    exact = Q(name=text) | Q(short_name=text) | Q(credit_code=text)
    for fits in (exact, name_filter(text) if name_filter(text) else Q(pk__in=[])):
        bodies = list(Organisation.objects.visible_to(actor).active().filter(fits)[:SHOWN])
        firms = list(Enterprise.objects.visible_to(actor).active().filter(fits)[:SHOWN])
        found: list[Place] = [*bodies, *firms]
        if len(found) == 1:
            return found[0]
        if found:
            raise Unclear([place.name for place in found[:SHOWN]])
    raise Unclear([])


def places_by_code(actor: Actor, codes: Sequence[str], known: Sequence[Place] = ()) -> list[Place] | None:
    """Rows of codes like O12 and E7, in their order; None when one is absent or neither `known` nor seen."""
    wanted: dict[str, list[int]] = {"O": [], "E": []}
    for code in codes:
        if code[:1] not in wanted or not code[1:].isascii() or not code[1:].isdigit() or len(code) > 18:
            return None
        wanted[code[0]].append(int(code[1:]))
    found: dict[tuple[str, int], Place] = {
        ("O" if isinstance(one, Organisation) else "E", one.pk): one for one in known
    }
    bodies = Organisation.objects.visible_to(actor).active().in_bulk(wanted["O"])
    firms = Enterprise.objects.visible_to(actor).active().in_bulk(wanted["E"])
    found |= {("O", pk): row for pk, row in bodies.items()} | {("E", pk): row for pk, row in firms.items()}
    places = [found.get((code[0], int(code[1:]))) for code in codes]
    return None if None in places else [place for place in places if place is not None]
