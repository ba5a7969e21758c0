"""The tables."""

import csv
import io

from django.http import StreamingHttpResponse

from shanghui.activities.models import NotWith
from shanghui.activities.queries.matchmaking_files import encounters_file, participants_file, wishes_file
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, make_wish, publish


def rows_of(answer: StreamingHttpResponse) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text)))


def test_participants_without_contacts(expo: Fair) -> None:
    header, *rows = rows_of(participants_file(expo.matchmaking, "csv"))
    assert header[1] == "企业"
    assert [row[1] for row in rows] == ["上海澄屿装备有限公司", "上海申岳紧固件有限公司", "上海乙字钢材有限公司"]
    assert rows[0][5:7] == ["采购M12高强度螺栓", ""]
    assert expo.buyer.registration.phone not in str(rows)


def test_encounters_with_time_and_table_as_far_as_she_sees_them(expo: Fair) -> None:
    publish(make_encounter(expo.buyer, expo.maker, next_step="寄样"), table=2)
    make_encounter(expo.maker, expo.third)
    _header, *rows = rows_of(encounters_file(expo.actors["keeper"], expo.matchmaking, "csv"))
    assert len(rows) == 1
    assert rows[0][8] == "3"
    assert rows[0][12] == "寄样"
    assert len(rows_of(encounters_file(expo.actors["host"], expo.matchmaking, "csv"))) == 3


def test_wishes_never_tell_who_avoids_whom(expo: Fair) -> None:
    make_wish(expo.buyer, expo.maker, note="谈框架")
    NotWith.objects.create(participant=expo.third, other=expo.maker)
    _header, *rows = rows_of(wishes_file(expo.matchmaking, "csv"))
    assert [row[1:5] for row in rows] == [["上海澄屿装备有限公司", "上海申岳紧固件有限公司", "想见", "谈框架"]]


def test_workbook_too(expo: Fair) -> None:
    assert b"".join(participants_file(expo.matchmaking, "xlsx").streaming_content).startswith(b"PK")  # type: ignore[arg-type]
