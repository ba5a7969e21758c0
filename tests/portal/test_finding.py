"""Search and the palette: found in any script, and only what the actor may see."""

import pytest
from django.test import Client

from shanghui.core.audience import Audience
from shanghui.network.models import Organisation
from tests.factories import network as make

pytestmark = pytest.mark.django_db


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
