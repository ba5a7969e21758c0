"""People with their posts, from a file to the network and back."""

import pytest

from shanghui.network.models import Appointment, Person
from tests.factories.network import make_enterprise, make_federation, make_officer, make_organisation, make_secretary
from tests.network.sheets.runs import commit, csv_bytes, states, undo, upload

pytestmark = pytest.mark.django_db
HEADER = ["姓名", "手机", "单位", "职务", "任期起", "任期止"]


def test_people_are_appointed_and_taken_back() -> None:
    organisation = make_organisation("上海市紧固件工业协会")
    make_enterprise("上海砺锋标准件有限公司", organisation)
    _, actor = make_secretary(organisation)
    run = upload(
        actor,
        csv_bytes(
            HEADER,
            ["周以宁", "13800000001", "上海市紧固件工业协会", "副会长", "2023.9", "2028.8"],
            ["顾承舟", "13800000002", "上海砺锋标准件有限公司", "法人代表", "", ""],
            ["罗嘉宁", "13800000003", "上海市紧固件工业协会", "专家委员", "", ""],
        ),
        "people",
    )
    assert run.mapping == ["name", "phone", "place", "post", "start", "end"]
    assert states(commit(actor, run)) == {"written": 3}
    posts = dict(Appointment.objects.exclude(person=actor.person_id).values_list("person__name", "post"))
    assert posts == {"周以宁": "vice_president", "顾承舟": "legal_representative", "罗嘉宁": "other"}
    assert Appointment.objects.get(person__name="罗嘉宁").title == "专家委员"
    assert str(Appointment.objects.get(person__name="周以宁").end) == "2028-08-31"
    undo(actor, run)
    assert states(run) == {"undone": 3}
    assert Person.objects.unrestricted("test").count() == 1


def test_a_role_beyond_her_own_is_refused() -> None:
    federation = make_federation()
    organisation = make_organisation("上海市紧固件工业协会")
    _, actor = make_secretary(organisation)
    rows = [
        ["周以宁", "", federation.name, "工商联工作人员", "", ""],
        ["罗嘉宁", "", organisation.name, "召集人", "", ""],
    ]
    run = upload(actor, csv_bytes(HEADER, *rows), "people")
    assert states(run) == {"to_mend": 2}
    codes = {flaw.code for row in run.rows.all() for flaw in row.flaws.all()}
    assert {"role_beyond_own", "place_foreign", "post_unfit"} & codes


def test_people_again_change_nothing() -> None:
    federation = make_federation()
    make_organisation("上海市紧固件工业协会")
    _, actor = make_officer(federation)
    content = csv_bytes(HEADER, ["周以宁", "13800000001", "上海市紧固件工业协会", "会长", "2023.9", ""])
    assert states(commit(actor, upload(actor, content, "people"))) == {"written": 1}
    assert states(commit(actor, upload(actor, content, "people"))) == {"unchanged": 1}
