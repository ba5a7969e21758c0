"""Columns, cells, groups and pairs on their pages: each is saved at once."""

import pytest
from django.test import Client
from django.urls import reverse

from shanghui.core.actor import Actor
from shanghui.core.jobs.worker import run_due
from shanghui.network.models import Organisation
from shanghui.sheets.models import ImportRun
from tests.factories.network import make_enterprise
from tests.network.sheets.runs import csv_bytes, states, upload

pytestmark = pytest.mark.django_db
HEADER = ["企业名称", "手机", "会内职务", "入会时间"]
ROWS = [
    ["上海砺锋标准件有限公司", "13800000001", "理事", "2023.5"],
    ["上海博岩冷镦成型有限公司", "13800000002", "理事", "去年底"],
    ["上海沪鸣弹簧有限公司", "13800000003", "名誉会长", "2024"],
]
HTMX = {"HX-Request": "true"}


def address(name: str, run: ImportRun, *more: object) -> str:
    return reverse(f"sheets:{name}", args=[run.pk, *more])


@pytest.fixture
def run(actor: Actor) -> ImportRun:
    return upload(actor, csv_bytes(HEADER, *ROWS))


def test_columns_are_chosen(client: Client, run: ImportRun) -> None:
    chosen = {"column_0": "name", "column_1": "", "column_3": "start"}
    assert client.post(address("columns", run), chosen)["Location"] == address("run", run)
    run_due()
    run.refresh_from_db()
    assert (run.state, run.mapping) == ("checked", ["name", "", "", "start"])


@pytest.mark.parametrize(("second", "said"), [("name", "有两列都对到了"), ("phone", "还没有选“企业名称”")])
def test_choice_that_does_not_fit_is_said_beside_what_was_chosen(
    client: Client, run: ImportRun, second: str, said: str
) -> None:
    first = "name" if second == "name" else ""
    answer = client.post(address("columns", run), {"column_0": first, "column_1": second})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    run.refresh_from_db()
    assert run.mapping[0] == "name"


def test_cell_comes_back_with_what_is_still_wrong(client: Client, run: ImportRun) -> None:
    cell = address("mend_cell", run, 4, "grade")
    again = client.post(cell, {"text": "荣誉理事"}, headers=HTMX).content.decode()
    assert "不在可选的几项里" in again
    done = client.post(cell, {"text": "会长"}, headers=HTMX).content.decode()
    assert "已存" in done
    assert "hx-swap-oob" in done
    assert run.rows.get(number=4).mended == {"grade": "会长"}


def test_cell_is_saved_without_scripts_too(client: Client, run: ImportRun) -> None:
    answer = client.post(address("mend_cell", run, 4, "grade"), {"text": "会长"})
    assert answer["Location"] == address("run", run) + "#mend"
    assert run.rows.get(number=4).state == "ready"
    assert client.post(address("mend_cell", run, 99, "grade"), {"text": "会长"}).status_code == 400


def test_group_is_shown_and_mended_by_its_suggestions(client: Client, run: ImportRun) -> None:
    group = address("mend_group", run, "start", "date_unreadable")
    text = client.get(group).content.decode()
    assert "日期看不懂" in text
    assert ROWS[1][0] in text
    answer = client.post(group, {"act": "suggest"}, follow=True)
    assert "已改1行" in answer.content.decode()
    assert states(run) == {"ready": 2, "to_mend": 1}
    assert client.get(group)["Location"] == address("run", run) + "#mend"


def test_group_is_mended_by_one_value_or_left_out(client: Client, run: ImportRun) -> None:
    group = address("mend_group", run, "start", "date_unreadable")
    assert client.post(group, {"act": "nothing"}).status_code == 400
    assert "已改1行" in client.post(group, {"act": "value", "text": "2024"}, follow=True).content.decode()
    assert run.rows.get(number=3).values["start"] == "2024-01-01"
    group = address("mend_group", run, "grade", "choice_unknown")
    assert "1行不导入" in client.post(group, {"act": "skip"}, follow=True).content.decode()
    assert states(run) == {"ready": 2, "skipped": 1}


@pytest.fixture
def alike(actor: Actor, chamber: Organisation) -> ImportRun:
    """Two rows that look like two stored firms."""
    make_enterprise("上海砺锋标准件厂", chamber, phone="13800000001")
    make_enterprise("上海博岩冷镦成型厂", chamber, phone="13800000002")
    rows = [["上海砺锋标准件", "13800000001", "理事", ""], ["上海博岩冷镦成型", "13800000002", "理事", ""]]
    run = upload(actor, csv_bytes(HEADER, *rows))
    assert states(run) == {"duplicate": 2}
    return run


def test_pair_stands_side_by_side(client: Client, alike: ImportRun) -> None:
    text = client.get(address("pair", alike, 2)).content.decode()
    assert "这两条是不是同一个" in text
    assert "上海砺锋标准件厂" in text
    assert "第3行" in text
    assert client.get(address("pair", alike, 99)).status_code == 404


def test_answers_lead_from_pair_to_pair_and_back(client: Client, alike: ImportRun) -> None:
    following = client.post(address("pair", alike, 2), {"answer": "both"}, headers=HTMX).content.decode()
    assert "上海博岩冷镦成型厂" in following
    last = client.post(address("pair", alike, 3), {"answer": "skip"}, headers=HTMX)
    assert last["HX-Refresh"] == "true"
    assert states(alike) == {"ready": 1, "skipped": 1}


def test_pairs_are_answered_without_scripts_too(client: Client, alike: ImportRun) -> None:
    answer = client.post(address("pair", alike, 2), {"answer": "same"})
    assert answer["Location"] == address("run", alike) + "#pairs"
    assert client.post(address("pair", alike, 3), {"answer": "perhaps"}).status_code == 400
    assert states(alike) == {"ready": 1, "duplicate": 1}


def test_nobody_is_asked_twice_about_a_pair(client: Client, actor: Actor, alike: ImportRun) -> None:
    client.post(address("pair", alike, 2), {"answer": "both"})
    again = upload(actor, csv_bytes(HEADER, ["上海砺锋标准件", "13800000001", "理事", ""]))
    assert states(again) == {"ready": 1}


def test_all_likely_pairs_are_answered_at_once(client: Client, alike: ImportRun) -> None:
    for row in alike.rows.all():
        row.candidates[0]["probability"] = 0.95 if row.number == 2 else 0.7
        row.save()
    answer = client.post(address("pairs", alike), {"answer": "same"}, follow=True)
    assert "1对按同一个处理" in answer.content.decode()
    assert states(alike) == {"ready": 1, "duplicate": 1}


def test_all_pairs_may_be_new_ones(client: Client, alike: ImportRun) -> None:
    answer = client.post(address("pairs", alike), {"answer": "both"}, follow=True)
    assert "2行按新的处理" in answer.content.decode()
    assert states(alike) == {"ready": 2}


@pytest.mark.parametrize("answer", ["", "skip", "perhaps"])
def test_other_answers_to_all_pairs_are_refused(client: Client, alike: ImportRun, answer: str) -> None:
    assert client.post(address("pairs", alike), {"answer": answer}).status_code == 400
