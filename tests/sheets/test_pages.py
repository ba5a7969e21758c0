"""The pages of an import: upload, columns, mending, pairs, commit, undo, and what they refuse."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shanghui.accounts.models import User
from shanghui.core.jobs.worker import run_due
from shanghui.network.models import Enterprise
from shanghui.sheets.models import ImportRun
from tests.factories.network import make_enterprise, make_organisation, make_secretary, make_visitor
from tests.network.sheets.runs import csv_bytes

pytestmark = pytest.mark.django_db
HEADER = ["企业名称", "手机", "会内职务", "入会时间"]
ROWS = [
    ["上海砺锋标准件有限公司", "13800000001", "理事", "2023.5"],
    ["上海博岩冷镦成型有限公司", "13800000002", "理事", "去年底"],
    ["上海沪鸣弹簧有限公司", "13800000003", "名誉会长", "今年"],
]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def begun(client: Client, *rows: list[str]) -> ImportRun:
    upload = SimpleUploadedFile("会员.csv", csv_bytes(HEADER, *rows))
    answer = client.post(reverse("sheets:runs"), {"kind": "enterprises", "file": upload})
    assert answer.status_code == 302
    run = ImportRun.objects.get()
    client.post(reverse("sheets:columns", args=[run.pk]), {f"column_{i}": key for i, key in enumerate(run.mapping)})
    run_due()
    run.refresh_from_db()
    return run


def test_rows_are_mended_written_and_undone_on_the_pages() -> None:
    client = signed_in(make_secretary(make_organisation())[0])
    run = begun(client, *ROWS)
    page = client.get(reverse("sheets:run", args=[run.pk])).content.decode()
    assert "日期看不懂" in page
    group = reverse("sheets:mend_group", args=[run.pk, "start", "date_unreadable"])
    assert client.get(group).status_code == 200
    client.post(group, {"act": "suggest"})
    cell = reverse("sheets:mend_cell", args=[run.pk, 4, "grade"])
    mended = client.post(cell, {"text": "会长"}, headers={"HX-Request": "true"}).content.decode()
    assert "已存" in mended
    assert "hx-swap-oob" in mended
    client.post(reverse("sheets:commit", args=[run.pk]))
    run_due()
    assert "新增3行" in client.get(reverse("sheets:run", args=[run.pk])).content.decode()
    assert client.get(reverse("sheets:rows", args=[run.pk]) + "?state=written").status_code == 200
    client.post(reverse("sheets:undo", args=[run.pk]))
    run_due()
    assert "3行已恢复" in client.get(reverse("sheets:run", args=[run.pk])).content.decode()
    assert not Enterprise.objects.unrestricted("test").exists()


def test_rows_changed_since_are_kept_and_named() -> None:
    client = signed_in(make_secretary(make_organisation())[0])
    run = begun(client, ROWS[0])
    client.post(reverse("sheets:commit", args=[run.pk]))
    run_due()
    Enterprise.objects.unrestricted("test").update(version=2)
    client.post(reverse("sheets:undo", args=[run.pk]))
    run_due()
    assert "上海砺锋标准件有限公司" in client.get(reverse("sheets:run", args=[run.pk])).content.decode()
    assert Enterprise.objects.unrestricted("test").count() == 1


def test_nobody_is_asked_twice_about_a_pair() -> None:
    organisation = make_organisation()
    make_enterprise("上海砺锋标准件厂", organisation, phone="13800000001")
    client = signed_in(make_secretary(organisation)[0])
    run = begun(client, ["上海砺锋标准件", "13800000001", "理事", "2023.5"])
    assert run.rows.get().state == "duplicate"
    pair = reverse("sheets:pair", args=[run.pk, run.rows.get().number])
    assert "这两条是不是同一家" in client.get(pair).content.decode()
    client.post(pair, {"answer": "both"})
    assert run.rows.get().state == "ready"
    client.post(reverse("sheets:abandon", args=[run.pk]))
    run.delete()
    assert begun(client, ["上海砺锋标准件", "13800000001", "理事", "2023.5"]).rows.get().state == "ready"


def test_another_organisations_run_is_as_good_as_absent() -> None:
    run = begun(signed_in(make_secretary(make_organisation())[0]), ROWS[0])
    stranger = signed_in(make_secretary(make_organisation())[0])
    for name in ("run", "rows", "progress", "leftovers"):
        assert stranger.get(reverse(f"sheets:{name}", args=[run.pk])).status_code == 404
    for name in ("columns", "commit", "undo", "stop", "abandon", "pairs"):
        assert stranger.post(reverse(f"sheets:{name}", args=[run.pk])).status_code == 404
    assert signed_in(make_visitor()[0]).get(reverse("sheets:runs")).status_code == 403
    assert Client().get(reverse("sheets:run", args=[run.pk])).status_code == 302


def test_a_bad_file_is_refused_in_words_and_not_kept() -> None:
    client = signed_in(make_secretary(make_organisation())[0])
    upload = SimpleUploadedFile("x.xlsx", b"PK\x03\x04 not a workbook")
    answer = client.post(reverse("sheets:runs"), {"kind": "enterprises", "file": upload})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_rows_left_out_come_as_a_file_with_their_reason() -> None:
    client = signed_in(make_secretary(make_organisation())[0])
    run = begun(client, *ROWS)
    answer = client.get(reverse("sheets:leftovers", args=[run.pk]))
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
