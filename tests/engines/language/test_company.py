import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.engines.language import company_name


@pytest.mark.parametrize(
    ("name", "place", "core", "trade", "form", "branch"),
    [
        ("上海砺锋标准件有限公司", "上海", "砺锋", "标准件", "有限公司", ""),
        ("砺锋标准件（上海）有限公司", "上海", "砺锋", "标准件", "有限公司", ""),
        ("上海礪鋒標準件有限公司寶山分公司", "上海", "砺锋", "标准件", "有限公司", "宝山分公司"),
        ("浙江省杭州市西湖区华盛电子科技有限公司", "浙江省杭州市西湖区", "华盛", "电子科技", "有限公司", ""),
        ("余姚市立亿压铸厂", "余姚市", "立亿", "压铸", "厂", ""),
        ("中山焱曼新材料有限公司", "中山", "焱曼", "新材料", "有限公司", ""),
        ("中国宝安集团股份有限公司", "中国", "宝安", "", "股份有限公司", ""),
        ("平安银行股份有限公司", "", "平安", "银行", "股份有限公司", ""),
        ("招商银行", "", "招商", "银行", "", ""),
        ("中国农业银行上海市分行", "中国", "农业", "银行", "", "上海市分行"),
        ("大同机械制造有限公司", "", "大同", "机械制造", "有限公司", ""),
        ("新华文化传媒", "", "新华", "文化传媒", "", ""),
        ("海州机械厂", "", "海州", "机械", "厂", ""),
        ("上海机械厂", "上海", "机械", "", "厂", ""),
        ("老王五金店", "", "老王", "五金", "店", ""),
        ("某某咨询合伙企业（有限合伙）", "", "某某", "咨询", "有限合伙", ""),
        ("绿源果蔬专业合作社", "", "绿源", "果蔬", "专业合作社", ""),
        ("上海", "", "上海", "", "", ""),
        ("公司", "", "公司", "", "", ""),
        ("(上海)", "", "上海", "", "", ""),
        ("(甲乙)", "", "甲乙", "", "", ""),
        ("", "", "", "", "", ""),
    ],
)
def test_name_is_split(name: str, place: str, core: str, trade: str, form: str, branch: str) -> None:
    parts = company_name(name)
    assert (parts.place, parts.core, parts.trade, parts.form, parts.branch) == (place, core, trade, form, branch)


@pytest.mark.parametrize(
    "name", ["金田实业(集团)股份有限公司", "金田实业集团有限公司", "金田实业集团", "Jintian Group Co., Ltd."]
)
def test_group_is_noticed(name: str) -> None:
    assert company_name(name).is_group


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("砺锋标准件有限公司二号厂房", "二号厂房"),
        ("砺锋标准件有限公司(东区)", "东区"),
        ("砺锋标准件有限公司宁波仓库(东)", "宁波仓库(东"),
        ("砺锋标准件(原红星厂)有限公司", "原红星厂"),
        ("砺锋标准件有限公司", ""),
    ],
)
def test_sites_and_remarks_are_noted(name: str, note: str) -> None:
    parts = company_name(name)
    assert (parts.note, parts.core, parts.form) == (note, "砺锋", "有限公司")


def test_latin_name_loses_its_form() -> None:
    parts = company_name("Shanghai Li-Feng Fastener Co., Ltd.")
    assert (parts.core, parts.form) == ("shanghailifengfastener", "co ltd")
    assert company_name("Limited").core == "limited"


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("上海甲乙有限公司", "31"),
        ("宁波市甲乙有限公司", "3302"),
        ("宁波市北仑甲乙机械厂", "330206"),
        ("鼓楼区甲乙机械厂", ""),
        ("甲乙(昆山)有限公司", "320583"),
        ("甲乙机械厂", ""),
    ],
)
def test_region_of_the_place_is_given(name: str, region: str) -> None:
    assert company_name(name).region == region


def test_keys_forget_place_form_and_script() -> None:
    one, other = company_name("上海礪鋒標準件有限公司"), company_name("砺锋标准件（上海市）厂")
    assert one.key == other.key == "砺锋标准件"
    assert one.placed_key == other.placed_key == "31|砺锋标准件|"


@given(st.text(max_size=40))
def test_name_never_raises_and_keeps_a_core(name: str) -> None:
    parts = company_name(name)
    assert parts.core or not parts.trade


@given(st.text("上海市区宁波砺锋标准件机械集团有限公司分厂(（）)", max_size=20))
def test_name_of_likely_characters_never_raises(name: str) -> None:
    parts = company_name(name)
    assert parts.core or not parts.trade
