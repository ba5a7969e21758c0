"""Every kind of rule of a conflict has its sentence, with names."""

import pytest

from shanghui.activities.models import Resource
from shanghui.activities.queries.rule_conflicts import conflict_sentences
from shanghui.activities.rules import TimetableState
from tests.factories.activities_board import make_fair, make_timetable
from tests.factories.world import World


@pytest.mark.django_db
def test_sentences_name_firms_encounters_and_resources(world: World) -> None:
    fair = make_fair(world.chamber)
    translator = Resource.objects.create(matchmaking=fair.matchmaking, name="翻译")
    rules = [
        ("participant", fair.people["a"].pk), ("floor", fair.people["b"].pk), ("encounter", fair.encounters["ax"].pk),
        ("after", fair.encounters["by"].pk), ("resource", translator.pk), ("zone", "贵宾"), ("tables", ""), ("fairness", ""),
        ("moon", "full"),
    ]  # fmt: skip
    conflict = [{"rule": kind, "about": str(about)} for kind, about in rules]
    row = make_timetable(fair, {}, state=TimetableState.FAILED, conflict=conflict)
    assert conflict_sentences(row) == [
        "A公司同一时间只能在一处，也只在自己在场的时段。",
        "B公司至少要有0场。",
        "A公司·X公司一定要排上。",
        "B公司·Y公司要排在另一场之后。",
        "“翻译”不够。",
        "“贵宾”区的桌子不够。",
        "每个时段只有2张桌子。",
        "各家空等的次数要差不多。",
        "规则“full”。",
    ]
