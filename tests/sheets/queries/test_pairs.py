"""Rows that look alike, side by side."""

import pytest
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.network.models import Enterprise, Organisation
from shanghui.sheets.models import ImportRow, ImportRun
from shanghui.sheets.queries.pairs import listed_pairs, pair_of
from shanghui.sheets.rules import RowState, RunState
from tests.factories.network import make_enterprise, make_organisation, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def chamber() -> Organisation:
    return make_organisation()


@pytest.fixture
def actor(chamber: Organisation) -> Actor:
    return make_secretary(chamber)[1]


@pytest.fixture
def firm(chamber: Organisation) -> Enterprise:
    return make_enterprise("上海砺锋标准件厂", chamber, address="墨玉路28号")


@pytest.fixture
def run(actor: Actor) -> ImportRun:
    return ImportRun.objects.create(
        kind="enterprises", organisation_id=actor.organisation_id, appointment_id=actor.appointment_id, file_name="会员.csv",
        sha256="0" * 64, header=["企业名称", "地址"], mapping=["name", "address"], state=RunState.CHECKED,
        created_at=timezone.now(),
    )  # fmt: skip


def add(run: ImportRun, at: int, *cells: str, **candidate: object) -> ImportRow:
    known = {
        "probability": 0.9,
        "key": "k",
        "reasons": [["name_similar", {}], ["unheard_of", {}]],
        "target": None,
        "number": None,
    }
    return ImportRow.objects.create(
        run=run, number=at, state=RowState.DUPLICATE, cells=list(cells), candidates=[known | candidate]
    )


def test_row_beside_the_stored_firm(run: ImportRun, actor: Actor, firm: Enterprise) -> None:
    add(run, 2, "上海礪鋒標準件", "墨玉路 28号", target=firm.pk)
    pair = pair_of(actor, run, 2, timezone.now())
    assert pair is not None
    told = {str(column.label): (column.here, column.there, column.same) for column in pair.columns}
    assert told["企业名称"] == ("上海礪鋒標準件", "上海砺锋标准件厂", False)
    assert told["地址"] == ("墨玉路 28号", "墨玉路28号", True)
    assert (pair.who, pair.twin, pair.verdict) == ("上海礪鋒標準件，墨玉路 28号", None, "很可能是")
    assert len(pair.reasons) == 1


def test_row_beside_an_earlier_one_of_the_file(run: ImportRun, actor: Actor) -> None:
    ImportRow.objects.create(run=run, number=2, state=RowState.READY, cells=["上海砺锋标准件厂", ""])
    add(run, 3, "上海砺锋标准件", "", number=2, probability=0.7)
    pair = pair_of(actor, run, 3, timezone.now())
    assert pair is not None
    assert [(column.here, column.there) for column in pair.columns] == [("上海砺锋标准件", "上海砺锋标准件厂")]
    assert (pair.twin, pair.verdict) == (2, "可能是")
    run.rows.filter(number=2).delete()
    alone = pair_of(actor, run, 3, timezone.now())
    assert alone is not None
    assert [column.there for column in alone.columns] == [""]


def test_pairs_are_listed_in_their_order_until_they_are_answered(run: ImportRun, actor: Actor) -> None:
    for number in range(2, 9):
        add(run, number, f"第{number}", "", probability=0.5)
    assert [pair.number for pair in listed_pairs(run)] == [2, 3, 4, 5, 6]
    assert [pair.number for pair in listed_pairs(run, after=6)] == [7, 8]
    assert {pair.verdict for pair in listed_pairs(run)} == {"多半不是"}
    run.rows.filter(number=2).update(state=RowState.READY)
    assert pair_of(actor, run, 2, timezone.now()) is None
