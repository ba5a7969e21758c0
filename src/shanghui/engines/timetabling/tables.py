"""Which table for whom, slot by slot: its own zone's first, and the one where either of the two sat before."""

from collections.abc import Mapping

from shanghui.engines.timetabling.domains import Board


def tables_of(board: Board, slot_of: Mapping[int, int], kept: Mapping[int, int]) -> dict[int, int]:
    """Give each placed encounter its table; no two of a slot share one. Those that are `kept` stay where that can be.

    Zones do not overlap and hold as many tables as the slot needs of them; who has no zone sits outside of all if there
    is room.
    """
    event = board.event
    zoned = frozenset(table for tables in event.zones.values() for table in tables)
    open_to_all = [table for table in range(event.tables) if table not in zoned] + sorted(zoned)
    last: dict[int, int] = {}
    found: dict[int, int] = {}
    by_slot: dict[int, list[int]] = {}
    for m, slot in slot_of.items():
        by_slot.setdefault(slot, []).append(m)
    for slot in sorted(by_slot):
        left = {*range(event.tables), *(kept[m] for m in by_slot[slot] if m in kept)}
        sat = {kept[m] for m in by_slot[slot] if m in kept}
        # those of the zones have no choice; then whoever sits somewhere stays there
        for m in sorted(by_slot[slot], key=lambda m: (event.encounters[m].zone is None, m not in kept, m)):
            zone = event.encounters[m].zone
            wanted = open_to_all if zone is None else sorted(event.zones[zone], key=lambda table: (table in sat, table))
            before = (
                [kept[m]] if m in kept else [last[one] for one in board.pairs[m] if one in last and last[one] in wanted]
            )
            table = next(one for one in (*before, *wanted) if one in left)
            left.discard(table)
            found[m] = table
        for m in by_slot[slot]:
            last |= dict.fromkeys(board.pairs[m], found[m])
    return found
