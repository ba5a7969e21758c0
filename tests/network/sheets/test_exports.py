"""Every list goes out with the columns that come in: bringing an export back changes nothing."""

import pytest
from django.test import Client

from shanghui.network.models import Membership
from shanghui.network.rules import OrganisationKind, Post
from tests.factories.network import (
    make_appointment,
    make_area,
    make_enterprise,
    make_federation,
    make_membership,
    make_officer,
    make_organisation,
    make_person,
    make_region,
    make_secretary,
)
from tests.network.sheets.runs import commit, states, upload

pytestmark = pytest.mark.django_db


def download(user: object, address: str) -> bytes:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_members_out_and_in_change_nothing(ending: str) -> None:
    make_region("310000", "上海市", level=1)
    district = make_region("310114", "嘉定区", parent=make_region("310000"))
    organisation = make_organisation("上海市紧固件工业协会")
    other = make_organisation("上海市安徽商会")
    firm = make_enterprise(
        "=上海砺锋标准件有限公司",
        region=district,
        address="墨玉路28号",
        capital=500,
        phone="021-5988 转A",
        website="http://A.cn/X",
    )
    make_membership(firm, organisation, grade="council", dues_state="paid", number="007")
    make_membership(firm, other, dues_state="due")
    make_membership(make_enterprise("上海博岩冷镦成型有限公司"), organisation)
    user, actor = make_secretary(organisation)
    content = download(user, f"/network/members.{ending}")
    before = list(Membership.objects.order_by("pk").values())
    run = commit(actor, upload(actor, content, name=f"members.{ending}"))
    assert states(run) == {"unchanged": 2}
    assert list(Membership.objects.order_by("pk").values()) == before


def test_others_dues_and_contacts_do_not_go_out() -> None:
    other = make_organisation("上海市安徽商会")
    firm = make_enterprise("上海砺锋标准件有限公司", phone="13800000001")
    make_membership(firm, other, number="秘密号")
    user, _ = make_secretary(make_organisation("上海市紧固件工业协会"))
    text = download(user, "/network/enterprises.csv").decode()
    assert "上海砺锋标准件有限公司" in text
    assert "13800000001" not in text
    assert "秘密号" not in text


def test_organisations_and_people_out_and_in_change_nothing() -> None:
    federation = make_federation()
    area = make_area(federation)
    chamber = make_organisation("上海市安徽商会", OrganisationKind.HOMETOWN_CHAMBER, area=area)
    make_appointment(make_person("周以宁", phone="13800000001"), chamber, Post.PRESIDENT)
    make_appointment(make_person("顾承舟"), chamber, Post.OTHER, title="专家委员")
    user, actor = make_officer(federation)
    organisations = download(user, "/network/organisations.xlsx")
    assert states(commit(actor, upload(actor, organisations, "organisations", "o.xlsx"))) == {"unchanged": 3}
    people = download(user, "/network/people.csv")
    assert states(commit(actor, upload(actor, people, "people"))) == {"unchanged": 3}
