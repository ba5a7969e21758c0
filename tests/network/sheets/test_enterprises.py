"""Enterprises with memberships, from a file to the network and back."""

import pytest

from shanghui.network.models import Enterprise, Membership
from tests.factories.network import (
    make_enterprise,
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
