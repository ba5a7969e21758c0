"""Home, search and the palette as pages: by role, in any script, with a constant number of queries."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from shanghui.accounts.models import User
from shanghui.core.audience import Audience
from shanghui.network.models import Organisation
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
    with django_assert_num_queries(24):  # type: ignore[operator]
        client.get("/")


@pytest.fixture
def chamber() -> Organisation:
    return make.make_organisation("上海市紧固件工业协会", area=make.make_area(make.make_federation()))


@pytest.fixture
def signed_in(chamber: Organisation) -> Client:
    client = Client()
    client.force_login(make.make_secretary(chamber, "沈知微")[0])
    return client


@pytest.mark.parametrize("text", ["砺锋标准", "礪鋒標準", "lifeng", "lfbzj", "91310114MA"])
def test_firm_is_found_in_any_script(signed_in: Client, chamber: Organisation, text: str) -> None:
    make.make_enterprise("上海砺锋标准件有限公司", chamber, credit_code="91310114MA1GT12345")
    for path in ("/search/", "/palette/"):
        assert "上海砺锋标准件有限公司" in signed_in.get(path, {"q": text}).content.decode()


def test_hidden_firm_is_not_found(signed_in: Client) -> None:
    other = make.make_organisation("别家商会")
    make.make_enterprise("上海博岩弹簧厂", other, audience=Audience.OWN)
    for path in ("/search/", "/palette/"):
        assert "博岩" not in signed_in.get(path, {"q": "博岩"}).content.decode().replace('value="博岩"', "")


def test_search_leads_on_to_the_whole_list(signed_in: Client, chamber: Organisation) -> None:
    for number in range(21):
        make.make_enterprise(f"上海砺锋{number}厂", chamber)
        make.make_organisation(f"砺锋{number}商会")
        make.make_appointment(make.make_person(f"砺锋{number}"), chamber, make.Post.STAFF)
    text = signed_in.get("/search/", {"q": "砺锋"}).content.decode()
    for tab in ("enterprises", "organisations", "people"):
        assert f"tab={tab}&amp;q=%E7%A0%BA" in text


def test_search_without_a_word_or_a_hit(signed_in: Client) -> None:
    assert "换个词试试；拼音首字母也行，比如" not in signed_in.get("/search/").content.decode()
    assert "换个词试试；拼音首字母也行，比如" in signed_in.get("/search/", {"q": "查无此人"}).content.decode()


def test_palette_offers_doors_and_deeds_by_initials(signed_in: Client) -> None:
    everything = signed_in.get("/palette/").content.decode()
    assert "导入Excel名册" in everything
    assert "新增单位" not in everything
    found = signed_in.get("/palette/", {"q": "xzhyqy"}).content.decode()
    assert ("新增会员企业" in found, "导入Excel名册" in found) == (True, False)


def test_officer_may_begin_a_new_organisation() -> None:
    client = Client()
    client.force_login(make.make_officer(make.make_federation())[0])
    assert "新增单位" in client.get("/palette/").content.decode()


def test_a_long_query_is_cut(signed_in: Client) -> None:
    assert signed_in.get("/search/", {"q": "砺" * 100_000}).status_code in {200, 400}


@pytest.mark.parametrize(("path", "queries"), [("/search/", 9), ("/palette/", 9)])
@pytest.mark.parametrize("number", [1, 3])
def test_search_costs_the_same_for_one_and_three(
    signed_in: Client, chamber: Organisation, path: str, queries: int, number: int, django_assert_num_queries: object
) -> None:
    for count in range(number):
        make.make_enterprise(f"上海砺锋{count}厂", chamber, region=make.make_region())
    with django_assert_num_queries(queries):  # type: ignore[operator]
        signed_in.get(path, {"q": "砺锋"})


@pytest.mark.parametrize("path", ["/", "/search/", "/palette/"])
def test_page_refuses_unknown_keys_and_changes(signed_in: Client, path: str) -> None:
    assert signed_in.get(path, {"x": "1"}).status_code == 400
    assert signed_in.post(path).status_code == 405
