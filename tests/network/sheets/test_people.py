"""People with their posts, from a file to the network and back."""

from dataclasses import replace

import pytest
from django.utils.timezone import now

from shanghui.core.actor import Role
from shanghui.network.models import Appointment, Person
from shanghui.network.rules import Post
from shanghui.network.sheets.people import PeopleImporter
from shanghui.sheets.kinds import Line
from tests.factories.network import (
    make_appointment,
    make_area,
    make_enterprise,
    make_federation,
    make_general_convener,
    make_officer,
    make_organisation,
    make_person,
    make_secretary,
)
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


def _flaws(line: Line) -> list[tuple[str, str, str]]:
    return [(flaw.column, flaw.problem.code, flaw.problem.suggestion) for flaw in line.flaws]


def _line(number: int, **values: object) -> Line:
    return Line(number, {}, {"name": "叶清和"} | values)  # type: ignore[arg-type]


def test_place_and_post_belong_together() -> None:
    chamber, other = make_organisation("上海市紧固件工业协会"), make_organisation("上海市安徽商会")
    firm = make_enterprise("上海甲厂", chamber)
    importer = PeopleImporter(make_secretary(chamber)[1], frozenset(), now())
    lines = [
        _line(2, place="上海市紧固件工业协会", post="秘书"),
        _line(3, place="上海甲厂", post="总经理"),
        _line(4, place="上海市安徽商会", post="秘书"),
        _line(5, place="安徽商会", post="秘书"),
        _line(6, post="秘书"),
        _line(7, place="上海市紧固件工业协会"),
        _line(8, place="上海甲厂", post="秘书"),
        _line(9, place="上海市紧固件工业协会", post="专家委员", title="顾问"),
        _line(10),
    ]
    importer.check(lines)
    assert other.pk != chamber.pk
    assert [_flaws(line) for line in lines] == [
        [], [],
        [("place", "place_foreign", "")],
        [("place", "place_unknown", "上海市安徽商会")],
        [("place", "missing", "")],
        [("post", "missing", "")],
        [("post", "post_unfit", "")],
        [], [],
    ]  # fmt: skip
    assert (lines[0].values["organisation_id"], lines[1].values["enterprise_id"]) == (chamber.pk, firm.pk)
    assert (lines[7].values["post"], lines[7].values["title"]) == ("other", "顾问")


def test_wider_post_and_a_term_upside_down_are_flaws() -> None:
    area = make_area(make_federation())
    _, actor = make_general_convener(area)
    importer = PeopleImporter(replace(actor, role=Role.CONVENER), frozenset(), now())
    wide, long = _line(2, place="北片区", post="总召集人"), _line(3, start="2026-01-02", end="2026-01-01")
    importer.check([wide, long])
    assert [code for _, code, _ in _flaws(wide)] == ["place_foreign", "role_beyond_own"]
    assert _flaws(long) == [("end", "period_upside_down", "")]


def test_namesakes_are_asked_about_and_shown_as_far_as_she_may_see_them() -> None:
    chamber = make_organisation("上海市紧固件工业协会")
    _, actor = make_secretary(chamber)
    known = make_person("叶清和", phone="13800000001")
    make_appointment(known, chamber, Post.STAFF)
    elsewhere = make_person("叶清和", phone="13800000002")
    make_appointment(elsewhere, make_organisation("上海市安徽商会"), Post.PRESIDENT)
    importer = PeopleImporter(actor, frozenset(), now())
    found, open_line = _line(2, phone="13800000001"), _line(3)
    importer.check([found, open_line])
    assert (found.target, open_line.target) == (known.pk, None)
    assert {one.target for one in importer.candidates()[3]} == {known.pk, elsewhere.pk}
    assert importer.show(known.pk) == {
        "name": "叶清和", "place": "上海市紧固件工业协会", "phone": "13800000001", "email": "",
    }  # fmt: skip
    assert "phone" not in importer.show(elsewhere.pk)
    assert importer.show(make_person("隐人").pk) == {}
    texts = {"name": "叶清和", "phone": "138 0000 0001", "place": ""}
    assert importer.key(texts) == importer.key(texts | {"phone": "+86 13800000001"}) != importer.key({"name": "叶清和"})


def test_person_of_the_file_written_twice_is_one() -> None:
    chamber = make_organisation("上海市紧固件工业协会")
    _, actor = make_secretary(chamber)
    importer = PeopleImporter(actor, frozenset(), now())
    lines = [_line(2, phone="13800000001"), _line(3, phone="13800000001", email="a@b.cn"), _line(4)]
    lines[2].is_new = True
    outcomes = importer.apply(lines, now())
    assert [one.state for one in outcomes] == ["written", "updated", "written"]
    assert outcomes[0].subject == outcomes[1].subject != outcomes[2].subject
    assert [one.kept for one in importer.undo(outcomes[::-1], now())] == ["", "", ""]


def test_decided_row_is_written_to_the_person_that_was_chosen() -> None:
    chamber = make_organisation("上海市紧固件工业协会")
    _, actor = make_secretary(chamber)
    one, two = (make_person("叶清和", entered_by=chamber) for _ in range(2))
    line = _line(2, email="a@b.cn")
    line.target = two.pk
    (outcome,) = PeopleImporter(actor, frozenset(), now()).apply([line], now())
    assert (outcome.subject, outcome.state) == (two.pk, "updated")
    one.refresh_from_db()
    assert one.email == ""
