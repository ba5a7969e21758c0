"""Enterprises with memberships, from a file to the network and back."""

import pytest
from django.utils.timezone import now

from shanghui.core.actor import Actor
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.sheets.enterprises import EnterpriseImporter
from shanghui.sheets.kinds import Line
from tests.factories.network import (
    make_enterprise,
    make_industry,
    make_membership,
    make_organisation,
    make_region,
    make_secretary,
)
from tests.network.sheets.runs import commit, csv_bytes, states, undo, upload

pytestmark = pytest.mark.django_db
HEADER = ["单位名称", "信用代码", "区", "注册资金", "手机", "会内职务", "入会时间"]
ROWS = [
    ["上海砺锋标准件有限公司", "", "嘉定区", "500万", "13800000001", "理事", "2023.5"],
    ["上海博岩冷镦成型有限公司", "", "嘉定", "1,000万元", "13800000002", "副会长单位", "44927"],
    ["上海沪鸣弹簧有限公司", "", "嘉定区", "80", "13800000003", "会员", "去年底"],
]


def test_enterprises_are_written_and_undone() -> None:
    make_region("310000", "上海市", level=1)
    make_region("310114", "嘉定区", level=3)
    organisation = make_organisation("上海市紧固件工业协会")
    _, actor = make_secretary(organisation)
    run = upload(actor, csv_bytes(HEADER, *ROWS))
    assert run.state == "checked", run.refusal
    assert run.mapping == ["name", "credit_code", "region", "capital", "phone", "grade", "start"]
    assert states(run) == {"ready": 2, "to_mend": 1}
    commit(actor, run)
    assert states(run) == {"written": 2, "to_mend": 1}
    firm = Enterprise.objects.visible_to(actor).get(name="上海博岩冷镦成型有限公司")
    assert firm.capital == 1000
    assert str(firm.region) == "嘉定区"
    membership = Membership.objects.get(enterprise=firm)
    assert (membership.organisation, membership.grade) == (organisation, "vice_president")
    undo(actor, run)
    assert run.state == "undone"
    assert states(run) == {"undone": 2, "to_mend": 1}
    assert not Enterprise.objects.visible_to(actor).exists()


def test_the_same_file_again_changes_nothing() -> None:
    make_region("310114", "嘉定区", level=3)
    _, actor = make_secretary(make_organisation())
    content = csv_bytes(HEADER, *ROWS[:2])
    commit(actor, upload(actor, content))
    again = commit(actor, upload(actor, content))
    assert states(again) == {"unchanged": 2}


def test_row_that_would_end_a_membership_before_it_began_is_left_out_alone() -> None:
    organisation = make_organisation("上海市紧固件工业协会")
    _, actor = make_secretary(organisation)
    make_membership(make_enterprise("上海砺锋标准件有限公司"), organisation, start="2023-01-01")
    rows = [["上海砺锋标准件有限公司", "2020.5"], ["上海沪鸣弹簧有限公司", ""]]
    run = commit(actor, upload(actor, csv_bytes(["单位名称", "退会时间"], *rows)))
    assert states(run) == {"rejected": 1, "written": 1}
    assert Membership.objects.get(enterprise__name="上海砺锋标准件有限公司").end is None


def _line(number: int, **values: object) -> Line:
    return Line(number, {}, {"name": "上海砺锋标准件有限公司"} | values)  # type: ignore[arg-type]


def _checked(actor: Actor, *lines: Line, given: str = "name") -> EnterpriseImporter:
    importer = EnterpriseImporter(actor, frozenset(given.split()), now())
    importer.check(lines)
    return importer


def _flaws(line: Line) -> list[tuple[str, str, str, bool]]:
    return [(flaw.column, flaw.problem.code, flaw.problem.suggestion, flaw.problem.blocks) for flaw in line.flaws]


@pytest.fixture
def chamber() -> Organisation:
    home = make_region("310000", "上海市", level=1)
    make_region("310114", "嘉定区", parent=home)
    make_region("310113", "宝山区", parent=home)
    return make_organisation("上海市紧固件工业协会")


def test_doubtful_code_warns_and_never_blocks(chamber: Organisation) -> None:
    wrong, short, good = _line(2, credit_code="91310000775785552A"), _line(3, credit_code="9131"), _line(4)
    _checked(make_secretary(chamber)[1], wrong, short, good)
    assert [flaw[1::2] for flaw in _flaws(wrong)] == [("credit_code_check", False)]
    assert [flaw[1::2] for flaw in _flaws(short)] == [("credit_code_shape", False)]
    assert (wrong.values["credit_code"], _flaws(good)) == ("91310000775785552A", [])


def test_place_is_said_read_or_asked_for(chamber: Organisation) -> None:
    said, read, unknown, nothing = (
        _line(2, region="嘉定区"), _line(3, address="上海市嘉定区墨玉路28号"), _line(4, region="宝杉区"), _line(5),
    )  # fmt: skip
    by_address = _line(6, region="没有区", address="上海市宝山区友谊路1号")
    _checked(make_secretary(chamber)[1], said, read, unknown, nothing, by_address)
    jiading = make_region("310114").pk
    assert (said.values["region_id"], said.values["region_read"], _flaws(said)) == (jiading, False, [])
    assert (read.values["region_id"], read.values["region_read"]) == (jiading, True)
    assert _flaws(read) == [("region", "region_read", "嘉定区", False)]
    assert _flaws(unknown) == [("region", "region_unknown", "宝山区", True)]
    assert _flaws(by_address) == [("region", "region_unknown", "宝山区", True)]
    assert "region_id" not in nothing.values


def test_trade_that_is_not_known_stays_empty(chamber: Organisation) -> None:
    industry = make_industry()
    known, near = _line(2, industry="C3482"), _line(3, industry="紧固")
    _checked(make_secretary(chamber)[1], known, near)
    assert (known.values["industry_id"], _flaws(known)) == (industry.pk, [])
    assert _flaws(near) == [("industry", "industry_unknown", "紧固件制造", False)]


def test_row_joins_whom_it_names_and_without_the_column_her_own(chamber: Organisation) -> None:
    make_organisation("上海市安徽商会")
    actor = make_secretary(chamber)[1]
    own = _line(2)
    _checked(actor, own)
    assert own.values["organisation_id"] == chamber.pk
    named, blank = _line(2, organisation="上海市紧固件工业协会"), _line(3, organisation="")
    foreign, unknown = _line(4, organisation="上海市安徽商会"), _line(5, organisation="安徽")
    _checked(actor, named, blank, foreign, unknown, given="name organisation")
    assert (named.values["organisation_id"], "organisation_id" in blank.values) == (chamber.pk, False)
    assert _flaws(foreign) == [("organisation", "organisation_foreign", "", True)]
    assert _flaws(unknown) == [("organisation", "organisation_unknown", "上海市安徽商会", True)]


def test_membership_does_not_end_before_it_begins(chamber: Organisation) -> None:
    upside_down, one_day = (
        _line(2, start="2026-01-02", end="2026-01-01"),
        _line(3, start="2026-01-01", end="2026-01-01"),
    )
    _checked(make_secretary(chamber)[1], upside_down, one_day)
    assert [flaw[1] for flaw in _flaws(upside_down)] == ["period_upside_down"]
    assert _flaws(one_day) == []


def test_two_rows_that_contradict_each_other_over_one_firm_are_asked_about(chamber: Organisation) -> None:
    firm = make_enterprise("上海砺锋标准件有限公司", chamber)
    first, same, other = _line(2, phone="1"), _line(3, phone="1"), _line(4, phone="2")
    importer = _checked(make_secretary(chamber)[1], first, same, other)
    assert [line.target for line in (first, same, other)] == [firm.pk, firm.pk, None]
    (found,) = importer.candidates().values()
    assert [one.target for one in found] == [firm.pk]


def test_own_number_finds_the_firm_whatever_its_address_says_now(chamber: Organisation) -> None:
    firm = make_enterprise("上海砺锋标准件有限公司", chamber)
    make_enterprise("上海砺锋标准件有限公司", chamber)
    line = _line(2, stored_id=f"E{firm.pk}", address="新址")
    _checked(make_secretary(chamber)[1], line)
    assert (line.target, "stored_id" in line.values) == (firm.pk, False)


def test_stored_firm_is_shown_as_far_as_she_may_see_it(chamber: Organisation) -> None:
    _, actor = make_secretary(chamber)
    importer = EnterpriseImporter(actor, frozenset(), now())
    own = make_enterprise("甲", chamber, phone="021", region=make_region("310114"))
    foreign = make_enterprise("乙", make_organisation(), phone="022")
    hidden = make_enterprise("丙", make_organisation(), audience="own")
    assert (importer.show(own.pk)["phone"], importer.show(own.pk)["region"]) == ("021", "嘉定区")
    assert "phone" not in importer.show(foreign.pk)
    assert importer.show(hidden.pk) == {}


def test_decision_key_is_equal_for_texts_that_say_the_same(chamber: Organisation) -> None:
    importer = EnterpriseImporter(make_secretary(chamber)[1], frozenset(), now())
    texts = {"name": "上海（砺锋）厂", "credit_code": "9131-0000 775785552l", "address": "墨玉路 28号"}
    other = {"name": "上海(礪鋒)厂 ", "credit_code": "91310000775785552L", "address": "墨玉路28号", "phone": "1"}
    assert importer.key(texts) == importer.key(other) != importer.key(texts | {"address": ""})
