"""The applications as a file."""

import csv
import io

from shanghui.activities.models import Programme
from shanghui.activities.queries.application_files import applications_file
from shanghui.activities.rules import ProgrammeState, Selection
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_criterion, make_score, make_vote
from tests.factories.world import World


def read(world: World, role: str, programme: Programme) -> list[list[str]]:
    answer = applications_file(world.actors[role], programme, "csv")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(content)))


def test_opener_has_points_reasons_and_contacts(world: World) -> None:
    programme = make_programme(world.north, state=ProgrammeState.SELECTING)
    row = make_application(programme, world.chamber, title="公开课", contact="沈秘书", guests=30, money="1200.50")
    make_score(row, make_criterion(programme, "有用"), world.users["convener"], 4)
    header, line = read(world, "convener", programme)
    told = dict(zip(header, line, strict=True))
    assert (told["名次"], told["得分"], told["依据"]) == ("1", "80", "有用4分，权重1")
    assert (told["申请单位"], told["联系人"], told["状态"], told["预计人数"]) == (
        "紧固件协会",
        "沈秘书",
        "已申请",
        "30",
    )
    told = dict(zip(header, read(world, "secretary", programme)[1], strict=True))
    assert (told["名次"], told["得分"], told["联系人"]) == ("", "", "沈秘书")


def test_others_have_what_was_chosen_without_contacts(world: World) -> None:
    programme = make_programme(world.federation, state=ProgrammeState.DECIDED, selection=Selection.BALLOT)
    row = make_application(programme, world.chamber, state="chosen", contact="沈秘书", answer="请准备")
    make_application(programme, world.district, state="not_chosen")
    make_vote(row, world.other)
    header, *lines = read(world, "other", programme)
    (told,) = [dict(zip(header, line, strict=True)) for line in lines]
    assert (told["得票"], told["状态"], told["联系人"], told["答复"]) == ("1", "入选", "", "")


def test_workbook_begins_as_one(world: World) -> None:
    answer = applications_file(world.actors["convener"], make_programme(world.north), "xlsx")
    assert b"".join(answer.streaming_content).startswith(b"PK")  # type: ignore[arg-type]
