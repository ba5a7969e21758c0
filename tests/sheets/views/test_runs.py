"""The pages of a run in every state: upload, progress, result, rows, downloads, and what they refuse."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from shanghui.core.actor import Actor
from shanghui.core.jobs.worker import run_due
from shanghui.network.models import Enterprise
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import RunState
from tests.factories.network import make_contact, make_enterprise, make_organisation, make_secretary, make_visitor
from tests.network.sheets.runs import commit, csv_bytes, upload

pytestmark = pytest.mark.django_db
HEADER = ["企业名称", "手机", "会内职务", "入会时间"]
ROWS = [
    ["上海砺锋标准件有限公司", "13800000001", "理事", "2023.5"],
    ["上海博岩冷镦成型有限公司", "13800000002", "理事", "去年底"],
    ["上海沪鸣弹簧有限公司", "13800000003", "名誉会长", "今年"],
]


def address(name: str, run: ImportRun, *more: object) -> str:
    return reverse(f"sheets:{name}", args=[run.pk, *more])


def page(client: Client, run: ImportRun, name: str = "run") -> str:
    answer = client.get(address(name, run))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, content: bytes | None, kind: str = "enterprises") -> HttpResponse:
    file = {"file": SimpleUploadedFile("会员.csv", content)} if content is not None else {}
    return client.post(reverse("sheets:runs"), {"kind": kind} | file)  # type: ignore[return-value]


@pytest.fixture
def run(actor: Actor) -> ImportRun:
    return upload(actor, csv_bytes(HEADER, *ROWS))


def test_file_goes_from_upload_to_the_page_of_its_columns(client: Client) -> None:
    answer = sent(client, csv_bytes(HEADER, *ROWS))
    run = ImportRun.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address("run", run))
    text = page(client, run)
    assert "表头相同" in text
    assert "13800000001" in text
    assert "会员.csv" in client.get(reverse("sheets:runs")).content.decode()


def test_rows_are_written_and_undone_on_the_pages(client: Client, run: ImportRun) -> None:
    assert "日期看不懂" in page(client, run)
    client.post(address("commit", run))
    run_due()
    assert "新增1行" in page(client, run)
    client.post(address("undo", run))
    run_due()
    assert "1行已恢复" in page(client, run)
    assert not Enterprise.objects.unrestricted("test").exists()


def test_rows_changed_since_are_kept_and_named(client: Client, run: ImportRun) -> None:
    client.post(address("commit", run))
    run_due()
    Enterprise.objects.unrestricted("test").update(version=2)
    client.post(address("undo", run))
    run_due()
    assert ROWS[0][0] in page(client, run)
    assert Enterprise.objects.unrestricted("test").count() == 1


def test_kind_that_she_may_not_bring_is_absent(client: Client) -> None:
    assert sent(client, b"x", kind="organisations").status_code == 404
    assert client.get(reverse("sheets:template", args=["organisations"])).status_code == 404


@pytest.mark.parametrize("content", [None, b"PK\x03\x04 not a workbook", b"%PDF-1.7"])
def test_what_is_no_table_is_refused_in_words_and_not_kept(client: Client, content: bytes | None) -> None:
    answer = sent(client, content)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_pages_are_for_those_who_act_for_an_organisation(client: Client, run: ImportRun) -> None:
    for user in (make_visitor()[0], make_contact(make_enterprise())[0]):
        other = Client()
        other.force_login(user)
        assert other.get(reverse("sheets:runs")).status_code == 403
    assert Client().get(address("run", run)).status_code == 302


def test_another_organisations_run_is_as_good_as_absent(run: ImportRun) -> None:
    stranger = Client()
    stranger.force_login(make_secretary(make_organisation())[0])
    for name in ("run", "rows", "progress", "leftovers"):
        assert stranger.get(address(name, run)).status_code == 404
    for name in ("columns", "commit", "undo", "stop", "abandon", "pairs"):
        assert stranger.post(address(name, run)).status_code == 404


@pytest.mark.parametrize(
    ("state", "said"), [("reading", "正在检查"), ("committing", "正在导入"), ("undoing", "正在撤销")]
)
def test_run_at_work_shows_how_far_it_is(client: Client, run: ImportRun, state: str, said: str) -> None:
    begun = timezone.now() - timedelta(minutes=10)
    ImportRun.objects.update(state=state, progress=1, to_do=4, begun_at=begun)
    for name in ("run", "progress"):
        text = page(client, run, name)
        assert said in text
        assert "25%" in text
        assert "1行，共4行；约剩" in text


def test_progress_of_a_run_that_is_through_asks_for_the_whole_page(client: Client, run: ImportRun) -> None:
    answer = client.get(address("progress", run))
    assert (answer["HX-Refresh"], answer.content) == ("true", b"")


def test_writing_can_be_stopped(client: Client, run: ImportRun) -> None:
    client.post(address("commit", run))
    assert client.post(address("stop", run))["Location"] == address("run", run)
    run.refresh_from_db()
    assert run.state == RunState.COMMITTED


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        ({"name": "TooManyRows", "context": {"limit": "200000"}}, "200000 行"),
        ({"name": "NotPermitted", "context": {}}, "您现在代表的职务不能做这件事"),
        ({"name": "NoLongerKnown", "context": {}}, "请求里有看不懂的内容"),
    ],
)
def test_failed_run_says_why(client: Client, run: ImportRun, refusal: dict[str, object], said: str) -> None:
    ImportRun.objects.update(state=RunState.FAILED, refusal=refusal)
    assert said in page(client, run)


def test_run_given_up_is_told_and_gone_from_the_list(client: Client, run: ImportRun) -> None:
    answer = client.post(address("abandon", run), follow=True)
    text = answer.content.decode()
    assert "已放弃“会员.csv”" in text
    assert address("run", run) not in text
    assert page(client, run)


def test_undo_that_is_too_late_is_not_offered(client: Client, actor: Actor, run: ImportRun) -> None:
    commit(actor, run)
    assert "整批撤销" in page(client, run)
    ImportRun.objects.update(committed_at=timezone.now() - timedelta(days=31))
    assert "已过30天" in page(client, run)
    assert client.post(address("undo", run)).status_code == 409


def test_rows_are_listed_by_state(client: Client, actor: Actor, run: ImportRun) -> None:
    commit(actor, run)
    everything = page(client, run, "rows")
    assert all(name in everything for name, *_ in ROWS)
    written = client.get(address("rows", run), {"state": "written"}).content.decode()
    assert (ROWS[0][0] in written, ROWS[1][0] in written) == (True, False)
    assert client.get(address("rows", run), {"state": "lost"}).status_code == 400
    assert client.get(address("rows", run), {"order": "name"}).status_code == 400


def table(client: Client, url: str) -> list[list[object]]:
    answer = client.get(url)
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]
    return [[cell.value for cell in row] for row in book.active.rows]


def test_rows_left_out_come_as_a_file_with_their_reason(client: Client, actor: Actor, run: ImportRun) -> None:
    commit(actor, run)
    header, *rows = table(client, address("leftovers", run))
    assert header == [*HEADER, "没导入的原因"]
    assert [row[0] for row in rows] == [ROWS[1][0], ROWS[2][0]]
    assert "日期看不懂" in str(rows[0][-1])


def test_template_has_the_columns_and_an_example(client: Client) -> None:
    header, example = table(client, reverse("sheets:template", args=["enterprises"]))
    assert "企业名称" in header
    assert any(example)
