"""What cannot all be kept, in sentences: the rules that the engine named, with the names of our rows."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from shanghui.activities.models import Resource, Timetable
from shanghui.activities.queries.placing import encounters_called, participants_called


def conflict_sentences(timetable: Timetable) -> list[str]:
    """One for each rule; together they cannot be kept, and none of them can be left out."""
    people = participants_called(_ids(timetable, "participant", "floor"))
    encounters = encounters_called(_ids(timetable, "encounter", "after"))
    wanted = _ids(timetable, "resource")
    resources = {one.pk: one for one in Resource.objects.filter(pk__in=wanted)} if wanted else {}
    tables = timetable.matchmaking.tables.filter(closed=False).count()
    floor = timetable.matchmaking.floor
    found = []
    for one in timetable.conflict:
        kind, about = one["rule"], one["about"]
        pk = int(about) if about.isascii() and about.isdigit() else 0
        who = (people if kind in {"participant", "floor"} else encounters).get(pk, "")
        known = {"who": who, "tables": tables, "floor": floor, "about": about}
        known["about"] = resources[pk].name if kind == "resource" and pk in resources else about
        found.append(_sentence(kind) % known)
    return found


def _ids(timetable: Timetable, *kinds: str) -> Iterable[int]:
    abouts = [one["about"] for one in timetable.conflict if one["rule"] in kinds]
    return [int(about) for about in abouts if about.isascii() and about.isdigit()]


def _sentence(kind: str) -> str:
    return {
        "participant": _("%(who)s同一时间只能在一处，也只在自己在场的时段。"),
        "floor": _("%(who)s至少要有%(floor)s场。"),
        "tables": _("每个时段只有%(tables)s张桌子。"),
        "zone": _("“%(about)s”区的桌子不够。"),
        "resource": _("“%(about)s”不够。"),
        "after": _("%(who)s要排在另一场之后。"),
        "encounter": _("%(who)s一定要排上。"),
        "fairness": _("各家空等的次数要差不多。"),
    }.get(kind, _("规则“%(about)s”。"))
