"""Which organisation a written line means."""

from collections.abc import Sequence

from django.db.models import Q

from shanghui.core.actor import Actor
from shanghui.network.models import Organisation
from shanghui.network.queries.names import name_filter

SHOWN = 4


class Unclear(Exception):
    """Nobody, or more than one; `candidates` are their names."""

    def __init__(self, candidates: Sequence[str]) -> None:
        super().__init__()
        self.candidates = candidates


def found_body(actor: Actor, text: str, known: Sequence[Organisation] = ()) -> Organisation:
    """By name among those `known` already, then exactly, then by any part of the name. Raises Unclear."""
    for body in known:
        if text in {body.name, body.called}:
            return body
    text = text[:120]
    rows = Organisation.objects.visible_to(actor).active()
    exact = Q(name=text) | Q(short_name=text)
    for fits in (exact, name_filter(text) if name_filter(text) else Q(pk__in=[])):
        found = list(rows.filter(fits)[:SHOWN])
        if len(found) == 1:
            return found[0]
        if found:
            raise Unclear([body.name for body in found])
    raise Unclear([])
