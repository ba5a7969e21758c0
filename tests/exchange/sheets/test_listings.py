"""Tables of needs and offers, from the file to the stored listings."""

import io

import pytest
from django.core.management import call_command
from django.utils.timezone import now
from openpyxl import Workbook

from shanghui.core.actor import Actor
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Side
from shanghui.exchange.sheets.listings import ListingImporter, without_contacts
from shanghui.network.models import Enterprise, Organisation
from shanghui.sheets.actions.duplicates import answer_duplicate
from shanghui.sheets.actions.mending import mend_group
from shanghui.sheets.kinds import Line
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import Answer
from tests.factories.exchange import make_need
from tests.factories.network import make_enterprise, make_organisation, make_region, make_secretary
from tests.network.sheets.runs import commit, csv_bytes, states, undo, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def chamber() -> Organisation:
    home = make_region("310000", "上海市", level=1)
    make_region("310114", "嘉定区", parent=home)
    make_region("310113", "宝山区", parent=home)
    return make_organisation("上海市紧固件工业协会", short_name="紧固件协会")


@pytest.fixture
def firm(chamber: Organisation) -> Enterprise:
    return make_enterprise("上海砺锋标准件有限公司", chamber, short_name="砺锋", credit_code="91310114MA1GT0AB12")


@pytest.fixture
def actor(chamber: Organisation, firm: Enterprise) -> Actor:
    return make_secretary(chamber)[1]


def listings() -> list[Listing]:
    return list(Listing.objects.unrestricted("a test").order_by("pk"))


def flaws(run: ImportRun) -> set[tuple[int, str, str, str, bool]]:
    return {
        (row.number, flaw.column, flaw.code, flaw.suggestion, flaw.blocks)
        for row in run.rows.prefetch_related("flaws")
        for flaw in row.flaws.all()
    }


def checked(actor: Actor, *lines: Line, given: str = "enterprise title") -> ListingImporter:
    importer = ListingImporter(Side.NEED, actor, frozenset(given.split()), now())
    importer.check(lines)
    return importer


def line(number: int, **values: object) -> Line:
    values = {"enterprise": "砺锋", "title": "采购螺栓"} | values
    return Line(number, {key: str(value) for key, value in values.items()}, values)  # type: ignore[arg-type]


def messy_workbook() -> bytes:
    """As a secretary keeps it: a merged title on top, a note below it, headings of her own, a sum at the end."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2026年第四季度会员需求汇总表"])
    sheet.merge_cells("A1:I1")
    sheet.append(["序号", "公司", "需求名称*", "产品", "采购量", "预算", "所在地区", "交货期", "技术要求", "备注"])
    sheet.append([1, "砺锋", "采购10.9级高强度螺栓", "高强螺栓", "1-2万件", "3.5元/件", "嘉定及周边", "2027年3月",
                  "10.9级；M12*80、必须提供质检报告；最好包邮", "急"])  # fmt: skip
    sheet.append([2, "91310114MA1GT0AB12", "找热处理外协", "热处理", "月产5吨", "面议", "上海", "2027.1.15", "", ""])
    sheet.append([3, "上海砺峰标准件有限公司", "采购弹簧", "弹簧、弹黄", "5万", "", "嘉定区", "", "", ""])
    sheet.append([4, "砺锋", "求购包装箱，电话13800000001", "", "若干", "", "", "", "", "微信：lifeng88888"])
    sheet.append([])
    book_bytes = io.BytesIO()
    book.save(book_bytes)
    return book_bytes.getvalue()


def test_a_secretarys_workbook_comes_in(chamber: Organisation, firm: Enterprise, actor: Actor) -> None:
    call_command("catalogue", "load", verbosity=0)
    run = upload(actor, messy_workbook(), "needs", "需求汇总.xlsx")
    assert dict(zip(run.header, run.mapping, strict=True)) == {
        "序号": "", "公司": "enterprise", "需求名称*": "title", "产品": "product_class", "采购量": "quantity",
        "预算": "price", "所在地区": "region", "交货期": "deadline", "技术要求": "requirements", "备注": "description",
    }  # fmt: skip
    assert states(run) == {"ready": 2, "to_mend": 2}
    found = flaws(run)
    assert ("enterprise", "enterprise_unknown", "上海砺锋标准件有限公司", True) in {one[1:] for one in found}
    assert ("product_class", "class_unknown", "弹簧", False) in {one[1:] for one in found}
    assert ("title", "contacts_in_text", "求购包装箱", True) in {one[1:] for one in found}
    for column, code in (("enterprise", "enterprise_unknown"), ("title", "contacts_in_text")):
        mend_group(actor=actor, run=run, column=column, code=code, text=None, now=now())
    mend_group(actor=actor, run=run, column="description", code="contacts_in_text", text="", now=now())
    assert states(commit(actor, run)) == {"written": 4}
    bolt, heat, spring, box = listings()
    assert (bolt.enterprise, bolt.quantity, bolt.quantity_most, bolt.unit) == (firm, 10_000, 20_000, "件")
    assert (str(bolt.price_least), bolt.price_most, bolt.price_unit) == ("3.50", None, "件")
    assert (bolt.region, bolt.nearby, str(bolt.deadline)) == (make_region(), True, "2027-03-31")
    assert [one.name for one in bolt.product_classes.all()] == ["高强度螺栓"]
    assert [(one.attribute, one.value, one.must) for one in bolt.requirements.all()] == [
        ("grade", "10.9级", True), ("size", "M12×80", True), ("certificate", "质检报告", True), ("other", "包邮", False),
    ]  # fmt: skip
    assert (heat.enterprise, heat.quantity, heat.unit, heat.price_least) == (firm, 5, "吨/月", None)
    assert (spring.quantity, spring.title, box.title, box.quantity) == (50_000, "采购弹簧", "求购包装箱", None)
    assert {(one.state, one.origin, one.side, one.organisation_id) for one in listings()} == {
        ("submitted", "import", "need", chamber.pk)
    }


def test_notice_files_come_in_with_english_and_chinese_headings(actor: Actor) -> None:
    english = "id title description kind product_class quantity unit region deadline requirements enterprise".split()
    row = ["N-1", "采购螺母", "一批", "product", "", "5", "吨", "310114", "2027-05-01", "8级", "砺锋"]
    assert states(commit(actor, upload(actor, csv_bytes(english, row), "needs"))) == {"written": 1}
    chinese = ["编号", "标题", "描述", "类型", "品类", "数量", "单位", "地区", "截止", "要求", "企业"]
    again = upload(actor, csv_bytes(chinese, [*row[:3], "产品", *row[4:]]), "needs")
    assert dict(zip(again.header, again.mapping, strict=True)) == dict(
        zip(chinese, ["stored_id", *english[1:]], strict=True)
    )
    assert states(commit(actor, again)) == {"unchanged": 1}
    assert states(commit(actor, upload(actor, csv_bytes(chinese, row), "offers"))) == {"written": 1}


def test_the_same_file_again_changes_nothing_and_what_is_new_is_asked(actor: Actor) -> None:
    header = ["企业", "标题", "数量", "要求"]
    rows = [
        ["砺锋", "采购螺栓", "5万件", "10.9级"],
        ["砺锋", "采购弹簧", "", ""],
        ["砺锋", "采购螺栓", "5万件", "10.9级"],
    ]
    assert states(commit(actor, upload(actor, csv_bytes(header, *rows), "needs"))) == {"written": 2, "unchanged": 1}
    before = list(Listing.objects.unrestricted("a test").order_by("pk").values())
    assert states(commit(actor, upload(actor, csv_bytes(header, *rows), "needs"))) == {"unchanged": 3}
    assert list(Listing.objects.unrestricted("a test").order_by("pk").values()) == before
    run = upload(actor, csv_bytes(header, ["砺锋", "采购螺栓", "6万件", "10.9级"]), "needs")
    assert states(run) == {"duplicate": 1}
    candidate = run.rows.get().candidates[0]
    assert (candidate["target"], candidate["reasons"]) == (before[0]["id"], [["title_same", {}]])
    answer_duplicate(actor=actor, run=run, number=2, index=0, answer=Answer.SAME, now=now())
    assert states(commit(actor, run)) == {"updated": 1}
    assert (listings()[0].quantity, listings()[0].version) == (60_000, 2)
    assert states(undo(actor, run)) == {"undone": 1}
    assert (listings()[0].quantity, listings()[0].version) == (50_000, 1)


def test_two_rows_that_are_alike_are_asked_about_once(actor: Actor) -> None:
    rows = [["砺锋", "长期采购高强度外六角螺栓", "5"], ["砺锋", "长期采购高强度外六角螺栓啦", "6"], ["砺锋", "采购M10螺栓", ""], ["砺锋", "采购M12螺栓", ""]]  # fmt: skip
    run = upload(actor, csv_bytes(["企业", "标题", "数量"], *rows), "needs")
    assert states(run) == {"ready": 3, "duplicate": 1}
    answer_duplicate(actor=actor, run=run, number=3, index=0, answer=Answer.SAME, now=now())
    assert states(commit(actor, run)) == {"written": 3, "unchanged": 1}
    assert listings()[0].quantity == 6
    again = upload(actor, csv_bytes(["企业", "标题", "数量"], *rows), "needs")
    assert states(again).get("duplicate", 0) == 0


def test_a_closed_listing_that_says_the_same_is_asked_about(
    chamber: Organisation, firm: Enterprise, actor: Actor
) -> None:
    make_need(chamber, firm, title="采购螺栓", state="closed", closing="fulfilled")
    run = upload(actor, csv_bytes(["企业", "标题"], ["砺锋", "采购螺栓"]), "needs")
    assert run.rows.get().candidates[0]["reasons"] == [["closed_same", {}]]
    answer_duplicate(actor=actor, run=run, number=2, index=0, answer=Answer.BOTH, now=now())
    assert states(commit(actor, run)) == {"written": 1}
    assert [one.state for one in listings()] == ["closed", "submitted"]


def test_another_chambers_listing_of_her_firm_is_shown_but_not_hers_to_change(firm: Enterprise, actor: Actor) -> None:
    other = make_organisation("物流商会")
    theirs = make_need(other, firm, title="采购螺栓")
    make_need(other, firm, title="机密订单", anonymous=True)
    run = upload(actor, csv_bytes(["企业", "标题", "描述"], ["砺锋", "采购螺栓", "我们的"], ["砺锋", "机密订单", ""]), "needs")  # fmt: skip
    assert states(run) == {"duplicate": 1, "ready": 1}
    assert run.rows.get(number=2).candidates[0]["reasons"] == [["listed_elsewhere", {}]]
    answer_duplicate(actor=actor, run=run, number=2, index=0, answer=Answer.SAME, now=now())
    run = commit(actor, run)
    assert run.rows.get(number=2).outcome.refusal == "not_yours"
    theirs.refresh_from_db()
    assert (theirs.description, theirs.version) == ("", 1)


def test_her_own_chamber_is_written_as_no_firm(chamber: Organisation, actor: Actor) -> None:
    own, blank, full = line(2, enterprise="紧固件协会"), Line(3, {}, {"title": "甲"}), line(4)
    checked(actor, own, blank, full)
    assert own.values["enterprise_id"] is None
    assert (own.flaws, [flaw.problem.code for flaw in blank.flaws]) == ([], ["enterprise_blank"])
    without = Line(5, {}, {"title": "乙"})
    checked(actor, without, given="title")
    assert (without.values["enterprise_id"], without.flaws) == (None, [])
    assert full.values["enterprise_id"] is not None


def test_a_firm_of_nobody_a_strangers_and_one_of_two(chamber: Organisation, actor: Actor) -> None:
    make_enterprise("上海他家有限公司", make_organisation())
    for number in (1, 2):
        make_enterprise(f"上海双子{number}有限公司", chamber, short_name="双子")
    unknown, foreign, several = (
        line(2, enterprise="无影"),
        line(3, enterprise="上海他家有限公司"),
        line(4, enterprise="双子"),
    )
    checked(actor, unknown, foreign, several)
    codes = [[flaw.problem.code for flaw in one.flaws] for one in (unknown, foreign, several)]
    assert codes == [["enterprise_unknown"], ["enterprise_foreign"], ["enterprise_several"]]
    assert "enterprise_id" not in foreign.values


def test_units_are_said_once_and_do_not_contradict(actor: Actor) -> None:
    good, bad = line(2, quantity="5||吨", unit="吨"), line(3, quantity="5||吨", unit="件")
    checked(actor, good, bad)
    assert (good.flaws, good.values["unit"], good.values["quantity_most"]) == ([], "吨", None)
    assert [(flaw.problem.code, flaw.problem.suggestion) for flaw in bad.flaws] == [("unit_contradicts", "吨")]


def test_long_requirements_and_days_gone_by(actor: Actor) -> None:
    long, past = line(2, requirements="长" * 130), line(3, deadline="2020-01-01")
    checked(actor, long, past)
    assert long.flaws[0].problem.suggestion == "长" * 120 + "；" + "长" * 10
    assert (past.flaws[0].problem.code, past.flaws[0].problem.blocks) == ("deadline_past", False)


def test_too_many_classes_are_cut_to_five(actor: Actor) -> None:
    call_command("catalogue", "load", verbosity=0)
    words = "螺栓、螺母、弹簧、垫圈、螺钉、铆钉"
    many = line(2, product_class=words)
    checked(actor, many)
    flaw = next(flaw for flaw in many.flaws if flaw.column == "product_class")
    assert flaw.problem.code == "too_many_classes"
    assert len(flaw.problem.suggestion.split("、")) == 5


def test_a_long_text_with_contacts_has_no_suggestion_that_would_cut_it(actor: Actor) -> None:
    long = line(2, description="很长" * 400 + "电话13800000001")
    checked(actor, long)
    assert [(flaw.column, flaw.problem.suggestion) for flaw in long.flaws] == [("description", "")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("采购螺栓，联系电话：13800000001", "采购螺栓"),
        ("螺栓（手机13800000001）急需", "螺栓急需"),
        ("微信号abc12345", ""),
        ("采购螺栓", "采购螺栓"),
    ],
)
def test_contacts_go_with_the_words_that_announce_them(text: str, left: str) -> None:
    assert without_contacts(text) == left


def test_a_stored_number_is_followed_only_for_the_same_firm(
    chamber: Organisation, firm: Enterprise, actor: Actor
) -> None:
    mine = make_need(chamber, firm, title="旧标题")
    foreign = make_need(make_organisation(), title="别家的")
    other = make_enterprise("上海乙有限公司", chamber)
    rows = [
        ["砺锋", "新标题", f"L{mine.pk}"], ["上海乙有限公司", "乙的", f"L{mine.pk}"], ["砺锋", "抢来的", f"L{foreign.pk}"],
    ]  # fmt: skip
    run = upload(actor, csv_bytes(["企业", "标题", "系统编号"], *rows), "needs")
    assert {one[:3] for one in flaws(run)} == {(3, "stored_id", "stored_id_other")}
    assert states(commit(actor, run)) == {"updated": 1, "written": 2}
    mine.refresh_from_db()
    foreign.refresh_from_db()
    assert (mine.title, mine.enterprise, foreign.title) == ("新标题", firm, "别家的")
    assert {one.enterprise for one in listings() if one.title == "乙的"} == {other}


def test_a_pair_is_shown_side_by_side(chamber: Organisation, firm: Enterprise, actor: Actor) -> None:
    mine = make_need(chamber, firm, title="采购螺栓", quantity=5, unit="吨")
    hidden = make_need(make_organisation(), title="草稿", state="draft")
    importer = checked(actor)
    assert importer.show(mine.pk)["enterprise"] == "上海砺锋标准件有限公司"
    assert (importer.show(mine.pk)["quantity"], importer.show(hidden.pk)) == ("5", {})


def test_formulas_stay_texts(actor: Actor) -> None:
    content = csv_bytes(["企业", "标题", "描述"], ["砺锋", '\'=HYPERLINK("http://x")', "=1+1"])
    assert states(commit(actor, upload(actor, content, "needs"))) == {"written": 1}
    one = listings()[0]
    assert (one.title, one.description) == ('=HYPERLINK("http://x")', "=1+1")


def test_full_width_figures_hide_no_number_and_an_anonymous_firm_is_not_named(actor: Actor) -> None:
    hidden = line(2, title="采购螺栓１３８０００００００１")
    named = line(3, title="上海砺锋标准件有限公司采购螺栓", anonymous="yes")
    open_one = line(4, title="上海砺锋标准件有限公司采购螺栓")
    checked(actor, hidden, named, open_one)
    assert [(flaw.problem.code, flaw.problem.suggestion) for flaw in hidden.flaws] == [("contacts_in_text", "采购螺栓")]
    assert [(flaw.problem.code, flaw.problem.suggestion) for flaw in named.flaws] == [
        ("name_in_text", "本企业采购螺栓")
    ]
    assert open_one.flaws == []
