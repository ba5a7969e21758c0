"""Which stored firm a row means: by credit code, by full name; what only looks alike is for a person to decide."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from shanghui.core.actor import Actor
from shanghui.engines import language
from shanghui.engines.language import CodeFinding
from shanghui.network.models import Enterprise
from shanghui.network.queries.identity import name_key
from shanghui.network.queries.import_lookups import plain

_ID = re.compile(r"E\d{1,18}")


class Facts(NamedTuple):
    """By what a firm is recognised."""

    name: str
    credit_code: str = ""
    address: str = ""


class Stored(NamedTuple):
    """A stored firm as it is compared."""

    pk: int
    facts: Facts


def identity_key(facts: Facts) -> str:
    """A digest that is equal for rows that say the same of name, credit code and address."""
    parts = (plain(facts.name), facts.credit_code, plain(facts.address))
    return sha256("|".join(parts).encode()).hexdigest()


def tidy_code(text: str) -> str:
    """The credit code as stored, in capitals without separators; "" for no code."""
    return language.read_credit_code(text).text


def is_code(text: str) -> bool:
    """Only a code of 18 characters of the alphabet tells firms apart."""
    return language.read_credit_code(text).finding in {
        CodeFinding.OK, CodeFinding.WRONG_CHECK_DIGIT, CodeFinding.WRONG_ORGANISATION_CHECK_DIGIT,
    }  # fmt: skip


def stored_like(actor: Actor, wanted: Iterable[Facts]) -> Iterator[Stored]:
    """Visible firms with one of the names' keys or one of the codes; two queries."""
    wanted = list(wanted)
    rows = Enterprise.objects.visible_to(actor).active()
    columns = ("pk", "name", "credit_code", "address")
    seen = set()
    names = {name_key(facts.name)[:120] for facts in wanted}
    codes = {facts.credit_code for facts in wanted if facts.credit_code}
    for found in (rows.filter(name_key__in=names), rows.filter(credit_code__in=codes) if codes else rows.none()):
        for pk, *facts in found.values_list(*columns):
            if pk not in seen:
                seen.add(pk)
                yield Stored(pk, Facts(*facts))


def exact_matches(
    actor: Actor, wanted: Sequence[Facts], *, only_equal: frozenset[int] = frozenset()
) -> list[int | None]:
    """For each the stored firm that it is without doubt: equal in all, or one legal name and no other code.

    `only_equal`: places in `wanted` that a person called a new firm; they match nothing but their equal.
    """
    by_key: dict[str, int] = {}
    by_name: dict[str, list[Stored]] = defaultdict(list)
    for stored in stored_like(actor, wanted):
        key = identity_key(stored.facts)
        by_key[key] = min(stored.pk, by_key.get(key, stored.pk))
        by_name[plain(stored.facts.name)].append(stored)
    return [
        by_key.get(identity_key(facts)) or (None if place in only_equal else _by_name(facts, by_name))
        for place, facts in enumerate(wanted)
    ]


def _by_name(facts: Facts, by_name: Mapping[str, Sequence[Stored]]) -> int | None:
    """One stored firm bears this name and nothing speaks against it."""
    namesakes = by_name.get(plain(facts.name), ())
    same_code = [one for one in namesakes if facts.credit_code and one.facts.credit_code == facts.credit_code]
    if same_code:
        return same_code[0].pk
    if len(namesakes) != 1 or not is_surely_same(facts, namesakes[0].facts):
        return None
    return namesakes[0].pk


def is_surely_same(one: Facts, other: Facts) -> bool:
    """Equal names: surely one firm when the name is a registered one or the addresses agree; never with two codes."""
    if one.credit_code and other.credit_code:
        return one.credit_code == other.credit_code
    name = language.company_name(one.name)
    registered = bool(name.place and name.form)
    return registered or not one.address or not other.address or plain(one.address) == plain(other.address)


def stored_ids(actor: Actor, said: Sequence[tuple[int, str, Facts]]) -> dict[int, int]:
    """Row number → firm, where the row says the firm's own number (E12) and its name or its code agree with it."""
    wanted = {number: int(text[1:]) for number, text, _ in said if _ID.fullmatch(text)}
    rows = Enterprise.objects.visible_to(actor).active().filter(pk__in=set(wanted.values()))
    stored = {pk: (plain(name), code) for pk, name, code in rows.values_list("pk", "name", "credit_code")}
    return {
        number: wanted[number]
        for number, _, facts in said
        if (known := stored.get(wanted.get(number, 0)))
        and (known[0] == plain(facts.name) or (known[1] and known[1] == facts.credit_code))
    }
