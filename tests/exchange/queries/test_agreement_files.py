"""The list as a file."""

import csv
import io

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.exchange.queries import agreement_files
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World


def read(world: World, role: str, ending: str = "csv", **query: str) -> list[list[str]]:
    answer = agreement_files.agreements_file(world.actors[role], query, ending)
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(content)))


def test_of_others_only_title_and_parties(world: World) -> None:
    day = localdate()
    exchange.make_agreement(
        world.chamber, world.chamber, world.other, title="检测共享", audience="federation", review_on=day
    )
    header, own = read(world, "secretary")
    assert header[:3] == ["协议", "签约方", "状态"]
    assert own[:3] == ["检测共享", "紧固件协会；物流商会", "生效中"]
    assert own[6:] == [f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d}", "紧固件协会"]
    _, foreign = read(world, "officer")
    assert foreign == ["检测共享", "紧固件协会；物流商会", *[""] * 7]
    assert read(world, "officer", state="in_force")[1:] == []


def test_workbook_begins_as_one(world: World) -> None:
    answer = agreement_files.agreements_file(world.actors["secretary"], {}, "xlsx")
    assert b"".join(answer.streaming_content).startswith(b"PK")  # type: ignore[arg-type]
    assert f"agreements-{localdate():%Y%m%d}.xlsx" in answer["Content-Disposition"]


@pytest.mark.parametrize("number", [1, 3])
def test_batches_cost_the_same(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(number):
        exchange.make_agreement(world.chamber, world.chamber, make.make_enterprise())
    with django_assert_num_queries(6):
        assert len(read(world, "secretary")) == number + 1
    monkeypatch.setattr(agreement_files, "BATCH", 1)
    assert len(read(world, "secretary")) == number + 1
