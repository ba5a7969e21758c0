"""A whole import by a program: upload, columns, commit, undo; and what is refused."""

from django.conf import settings

from shanghui.core.jobs.worker import run_due
from shanghui.network.models import Enterprise, Organisation
from shanghui.sheets.models import ImportRun
from tests.factories import network as make
from tests.network.sheets.runs import csv_bytes
from tests.sheets.api.conftest import HEADER, Program, token_of

GOOD = ["上海砺锋标准件有限公司", "13800000001", "理事", "2023.5"]
OTHER = ["上海博岩冷镦成型有限公司", "13800000002", "理事", "2022.3"]


def test_from_file_to_undo(program: Program, chamber: Organisation) -> None:
    path = program.checked(GOOD, OTHER)
    checked = program("get", path).json()
    assert (checked["state"], checked["rows"], checked["row_count"]) == ("checked", {"ready": 2}, 2)
    assert program("post", f"{path}/commit").json()["state"] == "committing"
    run_due()
    done = program("get", path).json()
    assert (done["state"], done["rows"]) == ("committed", {"written": 2})
    assert done["undo_until"] > done["committed_at"]
    assert chamber.memberships.count() == 2
    program("post", f"{path}/undo")
    run_due()
    undone = program("get", path).json()
    assert (undone["state"], undone["rows"], undone["kept"]) == ("undone", {"undone": 2}, [])
    assert not Enterprise.objects.unrestricted("test").exists()


def test_what_was_changed_since_is_kept_and_named(program: Program) -> None:
    path = program.checked(GOOD)
    program("post", f"{path}/commit")
    run_due()
    Enterprise.objects.unrestricted("test").update(version=2)
    program("post", f"{path}/undo")
    run_due()
    assert program("get", path).json()["kept"] == [GOOD[0]]


def test_columns_are_guessed_and_can_be_chosen(program: Program) -> None:
    begun = program.upload(csv_bytes(["甲列", "企业名称"], ["x", GOOD[0]])).json()
    assert [(one["header"], one["column"]) for one in begun["columns"]] == [("甲列", ""), ("企业名称", "name")]
    path = f"/runs/{begun['id']}/columns"
    assert program("post", path, {"columns": ["name", "name"]}).json()["refusal"] == "ColumnTwice"
    assert program("post", path, {"columns": ["short_name", ""]}).json()["refusal"] == "ColumnMissing"
    assert program("post", path, {"columns": ["name"]}).status_code == 400
    assert program("post", path, {"columns": ["no_such", "name"]}).status_code == 400
    assert program("post", path, {"columns": ["short_name", "name"]}).json()["state"] == "reading"


def test_kinds_tell_their_columns(program: Program) -> None:
    kinds = {kind["key"]: kind["columns"] for kind in program("get", "/kinds").json()}
    assert kinds.keys() == {"enterprises", "people"}
    assert [one["key"] for one in kinds["people"] if one["required"]] == ["name"]


def test_bad_file_is_refused_and_not_kept(program: Program) -> None:
    answer = program.upload(b"PK\x03\x04 not a workbook", name="x.xlsx")
    assert (answer.status_code, ImportRun.objects.count()) == (400, 0)
    assert answer.json()["text"]
    assert program.upload(csv_bytes(HEADER, GOOD), kind="organisations").status_code == 404
    assert program("post", "/runs", {}).status_code == 400


def test_steps_out_of_turn_are_refused(program: Program) -> None:
    path = program.checked(GOOD)
    assert program("post", f"{path}/undo").json()["refusal"] == "StepOutOfTurn"
    assert program("post", f"{path}/abandon").json()["state"] == "abandoned"
    assert program("post", f"{path}/commit").json()["refusal"] == "StepOutOfTurn"
    assert program("get", "/runs").json()["items"] == []


def test_stop_keeps_what_is_written(program: Program) -> None:
    path = program.checked(GOOD)
    program("post", f"{path}/commit")
    assert program("post", f"{path}/stop").json()["state"] == "committed"
    run_due()
    assert not Enterprise.objects.unrestricted("test").exists()


def test_same_upload_with_one_key_is_one_run(program: Program) -> None:
    """The boundary of the form differs from sending to sending; the answer does not."""
    content = csv_bytes(HEADER, GOOD)
    first, second = (program.upload(content, **{"Idempotency-Key": "k"}) for _ in range(2))
    assert (first.status_code, first.content) == (201, second.content)
    assert program.upload(csv_bytes(HEADER, OTHER), **{"Idempotency-Key": "k"}).status_code == 422
    assert ImportRun.objects.count() == 1


def test_large_upload_with_a_key_is_taken(program: Program, settings: settings) -> None:  # type: ignore[valid-type]
    """What a form may weigh besides its files is no limit for a file."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000  # type: ignore[attr-defined]
    content = csv_bytes(HEADER, *[[f"上海第{number}弹簧厂", "", "", ""] for number in range(100)])
    assert program.upload(content, **{"Idempotency-Key": "k"}).json()["row_count"] == 100


def test_runs_are_listed_in_pages_latest_first(program: Program) -> None:
    made = [program.upload(csv_bytes(HEADER, GOOD)).json()["id"] for _ in range(3)]
    first = program("get", "/runs?limit=2").json()
    rest = program("get", f"/runs?limit=2&cursor={first['next']}").json()
    assert [run["id"] for run in first["items"] + rest["items"]] == made[::-1]
    assert rest["next"] == ""
    assert program("get", "/runs?state=checked").status_code == 400
    assert program("get", "/runs?cursor=-1").status_code == 400


def test_another_organisations_run_is_as_good_as_absent(program: Program) -> None:
    path = program.checked(GOOD)
    stranger = Program(token_of(*make.make_secretary(make.make_organisation()), "network:write"))
    asked = [("get", path), ("get", f"{path}/rows"), ("get", f"{path}/groups"), ("get", f"{path}/rows/2")]
    asked += [("post", f"{path}/{step}") for step in ("commit", "stop", "undo", "abandon", "rows/2/skip")]
    for method, address in asked:
        assert stranger(method, address).status_code == 404, address
    assert stranger("patch", f"{path}/rows/2", {"texts": {"name": "改名"}}).status_code == 404
    assert stranger("get", "/runs").json()["items"] == []


def test_token_without_the_scope_to_write_imports_nothing(chamber: Organisation) -> None:
    narrow = Program(token_of(*make.make_secretary(chamber), "network:read", "catalogue:read"))
    assert narrow("get", "/kinds").status_code == 403
    assert narrow("get", "/runs").status_code == 403
    assert narrow.upload(csv_bytes(HEADER, GOOD)).status_code == 403
    assert ImportRun.objects.count() == 0
