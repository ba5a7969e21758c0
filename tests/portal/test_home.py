"""The first page: what waits for me, by role, with a constant number of queries."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from shanghui.accounts.models import User
from shanghui.network.rules import Post
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def _home(user: User) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_signed_out_is_led_to_the_door(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/account/login/?next=/"


def test_secretary_sees_dues_and_gaps_of_her_members() -> None:
    chamber = make.make_organisation()
    firm = make.make_enterprise("上海砺锋标准件有限公司")
    make.make_membership(firm, chamber, dues_state="due")
    text = _home(make.make_secretary(chamber)[0])
    for line in ("会员还没有缴会费", "会员没有统一社会信用代码", "会员不知道在哪个区", "会员没有电话和邮箱"):
        assert line in text


def test_secretary_of_complete_members_has_nothing_to_do() -> None:
    assert "都办完了" in _home(make.make_secretary(make.make_organisation())[0])


@pytest.mark.parametrize(("left", "late"), [(3, True), (30, False)])
def test_terms_that_end_soon_wait(left: int, late: bool) -> None:
    chamber = make.make_organisation()
    person = make.make_person("韩叙")
    make.make_appointment(person, chamber, Post.PRESIDENT, end=localdate() + timedelta(days=left))
    text = _home(make.make_secretary(chamber)[0])
    assert "韩叙" in text
    assert ('class="sh-clock late"' in text) is late


def test_convener_sees_units_without_secretary_and_missing_hosts() -> None:
    area = make.make_area(make.make_federation())
    make.make_organisation("没有秘书的商会", area=area)
    text = _home(make.make_convener(area)[0])
    assert "没有秘书的商会" in text
    assert "下一家轮值单位还没有定" in text


def test_officer_sees_chambers_without_area() -> None:
    federation = make.make_federation()
    make.make_organisation("没进片区的商会")
    assert "不在任何片区里" in _home(make.make_officer(federation)[0])


def test_contact_is_asked_to_fill_her_firm_s_profile() -> None:
    firm = make.make_enterprise("上海砺锋标准件有限公司")
    assert "补全企业资料" in _home(make.make_contact(firm)[0])


def test_contact_of_a_complete_firm_is_not_bothered() -> None:
    facts = dict.fromkeys(("credit_code", "address", "main_business", "contact_name", "phone", "introduction"), "有")
    firm = make.make_enterprise("上海砺锋标准件有限公司", region=make.make_region(), **facts)
    assert "补全企业资料" not in _home(make.make_contact(firm)[0])


def test_visitor_is_told_what_is_missing() -> None:
    assert "您还没有在任何单位任职" in _home(make.make_visitor()[0])


def test_host_of_the_quarter_is_shown() -> None:
    area = make.make_area(make.make_federation())
    unit = make.make_organisation("宝山区工商联", area=area)
    year = localdate().year
    make.make_host_term(area, unit, date(year, 1, 1), date(year, 12, 31))
    assert "宝山区工商联" in _home(make.make_secretary(make.make_organisation(area=area))[0])


@pytest.mark.parametrize("number", [1, 3])
def test_home_costs_the_same_for_one_and_three(number: int, django_assert_num_queries: object) -> None:
    chamber = make.make_organisation()
    for count in range(number):
        make.make_membership(make.make_enterprise(), chamber, dues_state="due")
        end = localdate() + timedelta(days=9)
        make.make_appointment(make.make_person(f"人{count}"), chamber, Post.PRESIDENT, end=end)
    user = make.make_secretary(chamber)[0]
    client = Client()
    client.force_login(user)
    client.get("/")
    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get("/")
