"""Matchmaking events of any size, made by chance but the same each time; and a day on which some stay away or come late."""

import random

from shanghui.engines.timetabling import Changes, Encounter, Event, Participant


def made(people: int, slots: int, tables: int, away: float = 0.05, bound: int = 2) -> Event:
    """Buyers whom many want, sellers who want several. `away`: share of slots in which somebody is not there; `bound`:
    so many of ten wishes are for a session."""
    dice = random.Random(people)
    names = [f"p{at}" for at in range(people)]
    everybody = tuple(Participant(name, frozenset(t for t in range(slots) if dice.random() < away)) for name in names)
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < people * slots * 2 // 5:
        buyer = int(people / 3 * dice.random() ** 2.5)
        pairs[names[buyer], names[people // 3 + dice.randrange(people - people // 3)]] = None
    half = slots // 2
    times = [*["morning", "afternoon"] * (bound // 2), *[None] * (10 - bound)]
    encounters = tuple(
        Encounter(f"m{at}", pair, dice.randint(1, 10), dice.choice(times)) for at, pair in enumerate(pairs)
    )
    sessions = {"morning": frozenset(range(half)), "afternoon": frozenset(range(half, slots))}
    return Event(slots, tables, everybody, encounters, sessions, floor=3)


def on_the_day(event: Event, now: int, absent: int, late: int) -> Changes:
    """So many stay away, others come some slots after `now`."""
    dice = random.Random(now)
    names = dice.sample([one.id for one in event.participants], absent + late)
    return Changes(now, frozenset(names[:absent]), {name: now + dice.randint(2, 6) for name in names[absent:]})
