"""Rows over the API: what is wrong, mended by sending it again, decided, left out."""

from shanghui.core.jobs.worker import run_due
from shanghui.network.models import Organisation
from shanghui.sheets.models import ImportRun
from tests.factories import network as make
from tests.sheets.api.conftest import Program

GOOD = ["上海砺锋标准件有限公司", "13800000001", "理事", "2023.5"]
BAD_DAY = ["上海博岩冷镦成型有限公司", "13800000002", "理事", "去年底"]
BAD_GRADE = ["上海沪鸣弹簧有限公司", "13800000003", "名誉会长", "2023.5"]


def test_row_tells_what_is_wrong_and_is_mended_by_sending_it_again(program: Program) -> None:
    path = program.checked(GOOD, BAD_GRADE)
    (row,) = program.rows(path, "?state=to_mend")
    (flaw,) = [flaw for flaw in row["flaws"] if flaw["blocks"]]
    assert (row["number"], flaw["column"], row["texts"]["grade"]) == (3, "grade", "名誉会长")
    assert flaw["what"] in row["why"]
    still = program("patch", f"{path}/rows/3", {"texts": {"grade": "太上会长"}}).json()
    assert still["state"] == "to_mend"
    mended = program("patch", f"{path}/rows/3", {"texts": {"grade": "会长", "phone": "13800000009"}}).json()
    assert (mended["state"], mended["texts"]["phone"], mended["why"]) == ("ready", "13800000009", "")


def test_group_is_mended_at_once(program: Program) -> None:
    path = program.checked(GOOD, BAD_DAY, BAD_GRADE, [BAD_GRADE[0] + "二厂", *BAD_GRADE[1:]])
    groups = {group["column"]: group for group in program("get", f"{path}/groups").json() if group["blocks"]}
    assert {name: group["rows"] for name, group in groups.items()} == {"grade": 2, "start": 1}
    suggest = {"column": "start", "code": groups["start"]["code"]}
    assert program("post", f"{path}/groups", suggest).json() == {"rows": 1}
    same = {"column": "grade", "code": groups["grade"]["code"], "text": "会员"}
    assert program("post", f"{path}/groups", same).json() == {"rows": 2}
    assert program.rows(path, "?state=to_mend") == []


def test_left_out_rows_come_with_their_reason_after_the_commit(program: Program) -> None:
    path = program.checked(GOOD, BAD_DAY, BAD_GRADE)
    assert program("post", f"{path}/rows/3/skip").json()["state"] == "skipped"
    program("post", f"{path}/commit")
    run_due()
    left = program.rows(path, "?left_out=true")
    assert [(row["number"], row["state"]) for row in left] == [(3, "skipped"), (4, "to_mend")]
    assert all(row["why"] for row in left)
    # and what was open can still be mended and written
    program("patch", f"{path}/rows/4", {"texts": {"grade": "会长"}})
    program("post", f"{path}/commit")
    run_due()
    assert program("get", path).json()["rows"] == {"written": 2, "skipped": 1}


def test_whole_group_is_left_out(program: Program) -> None:
    path = program.checked(GOOD, BAD_GRADE)
    group = next(one for one in program("get", f"{path}/groups").json() if one["column"] == "grade")
    body = {"column": "grade", "code": group["code"], "skip": True}
    assert program("post", f"{path}/groups", body).json() == {"rows": 1}
    assert program.rows(path, "?left_out=true")[0]["state"] == "skipped"


def test_pair_is_shown_with_what_is_stored_and_decided(program: Program, chamber: Organisation) -> None:
    stored = make.make_enterprise("上海砺锋标准件厂", chamber, phone="13800000001")
    path = program.checked(["上海砺锋标准件", "13800000001", "理事", "2023.5"])
    (row,) = program.rows(path, "?state=duplicate")
    (candidate,) = row["candidates"]
    assert (candidate["stored"], candidate["texts"]["name"]) == (stored.pk, stored.name)
    assert candidate["reasons"]
    assert program("post", f"{path}/rows/2/answer", {"answer": "maybe"}).status_code == 400
    assert program("post", f"{path}/rows/2/answer", {"answer": "same", "index": 7}).status_code == 400
    assert program("post", f"{path}/rows/2/answer", {"answer": "same"}).json()["state"] == "ready"
    program("post", f"{path}/commit")
    run_due()
    assert program("get", path).json()["rows"] == {"updated": 1}


def test_all_pairs_are_decided_at_once(program: Program, chamber: Organisation) -> None:
    make.make_enterprise("上海砺锋标准件厂", chamber, phone="13800000001")
    path = program.checked(["上海砺锋标准件", "13800000001", "理事", "2023.5"])
    run = ImportRun.objects.get()
    run.rows.update(candidates=[run.rows.get().candidates[0] | {"probability": 0.8}])
    assert program("post", f"{path}/answers", {"answer": "both"}).json() == {"rows": 0}
    assert program("post", f"{path}/answers", {"answer": "both", "at_least": 0.8}).json() == {"rows": 1}
    assert program.rows(path)[0]["state"] == "ready"


def test_rows_come_in_pages(program: Program) -> None:
    path = program.checked(*[[f"上海第{number}弹簧厂", "", "", ""] for number in "甲乙丙丁戊"])
    first = program("get", f"{path}/rows?limit=3").json()
    rest = program("get", f"{path}/rows?limit=3&cursor={first['next']}").json()
    assert [row["number"] for row in first["items"] + rest["items"]] == [2, 3, 4, 5, 6]
    assert rest["next"] == ""


def test_odd_requests_are_refused(program: Program) -> None:
    path = program.checked(GOOD)
    for body in ({"texts": {}}, {"texts": {"no_such": "x"}}, {"texts": {"name": "甲\0乙"}}, {"other": 1}):
        assert program("patch", f"{path}/rows/2", body).status_code == 400, body
    assert program("patch", f"{path}/rows/999", {"texts": {"name": "甲"}}).status_code == 400
    assert program("post", f"{path}/rows/999/skip").status_code == 400
    assert program("get", f"{path}/rows/999").status_code == 404
    for query in ("?state=none", "?limit=0", "?cursor=x", "?phone=1", "?_connector=OR"):
        assert program("get", f"{path}/rows{query}").status_code == 400, query
    group = {"column": "no_such", "code": "x"}
    assert program("post", f"{path}/groups", group).status_code == 400


def test_pair_tells_no_contact_of_somebody_elses_firm(program: Program) -> None:
    elsewhere = make.make_organisation()
    make.make_enterprise("上海砺锋标准件厂", elsewhere, phone="13933334444", contact_name="密联系人")
    path = program.checked(["上海砺锋标准件", "13800000001", "理事", "2023.5"])
    (row,) = program.rows(path, "?state=duplicate")
    texts = row["candidates"][0]["texts"]
    assert texts["name"] == "上海砺锋标准件厂"
    assert not {"phone", "contact_name"} & texts.keys()


def test_hidden_firm_is_neither_matched_nor_asked_about(program: Program) -> None:
    elsewhere = make.make_organisation()
    for name in ("上海砺锋标准件有限公司", "上海砺锋标准件厂"):
        make.make_enterprise(name, elsewhere, audience="own")
    path = program.checked(GOOD, ["上海砺锋标准件", "13800000002", "理事", "2023.5"])
    rows = program.rows(path)
    assert {candidate["stored"] for row in rows for candidate in row["candidates"]} <= {None}
    program("post", f"{path}/rows/3/answer", {"answer": "both"})
    program("post", f"{path}/commit")
    run_due()
    assert program("get", path).json()["rows"].get("updated") is None
