"""Words in files → rows of the database."""

import pytest
from django.core.management import call_command

from shanghui.catalogue.models import ProductClass, Region
from shanghui.exchange.queries.import_lookups import ClassWords, MemberNames, RegionWords, words_in
from tests.factories.network import make_enterprise, make_organisation, make_secretary

pytestmark = pytest.mark.django_db


def test_words_of_a_cell() -> None:
    assert words_in(" 螺栓、螺母；螺栓,GB/T 5782 ") == ["螺栓", "螺母", "GB/T 5782"]


def test_members_by_name_short_name_and_code() -> None:
    chamber = make_organisation("上海市紧固件工业协会", short_name="紧固件协会")
    firm = make_enterprise("上海砺锋标准件有限公司", chamber, short_name="砺锋", credit_code="91310000775785552A")
    entered = make_enterprise("上海博岩有限公司", entered_by=chamber)
    make_enterprise("上海他家有限公司", make_organisation())
    make_enterprise("上海并走有限公司", chamber, merged_into=firm)
    names = MemberNames(make_secretary(chamber)[1], chamber)
    for text in ("上海礪鋒標準件有限公司", " 砺锋", "9131 0000 7757 8555 2a"):
        assert names.find(text) == {firm.pk}, text
    assert names.find("上海博岩有限公司") == {entered.pk}
    assert (names.find("上海他家有限公司"), names.find("上海并走有限公司"), names.find("")) == (set(), set(), set())
    assert (names.near("上海砺峰标准件有限公司"), names.near("无影")) == ("上海砺锋标准件有限公司", "")
    assert (names.is_foreign("上海他家有限公司"), names.is_foreign("无影")) == (True, False)
    assert (names.is_own("紧固件协会"), names.is_own("砺锋")) == (True, False)


def test_a_firm_that_she_does_not_see_is_not_told_from_one_that_is_not_there() -> None:
    chamber, other = make_organisation(), make_organisation()
    make_enterprise("上海隐身有限公司", other, audience="own", entered_by=other)
    assert not MemberNames(make_secretary(chamber)[1], chamber).is_foreign("上海隐身有限公司")


def test_product_classes_by_name_synonym_code_and_what_is_near() -> None:
    call_command("catalogue", "load", verbosity=0)
    words = ClassWords()
    bolt = ProductClass.objects.get(name="高强度螺栓")
    assert {words.find(text) for text in ("高强度螺栓", "高強度螺栓", "高强螺栓", bolt.code)} == {bolt.pk}
    assert (words.find("外太空"), words.near("外太空")) == (None, "")
    assert words.near("M12高强度螺栓") == "高强度螺栓"


def test_regions_by_name_code_and_surroundings() -> None:
    call_command("catalogue", "load", verbosity=0)
    shanghai = Region.objects.get(code="310000")
    regions = RegionWords(shanghai)

    def code(text: str) -> tuple[str, bool, str]:
        found = regions.find(text)
        row = Region.objects.filter(pk=found.region).first()
        return (row.code if row else "", found.nearby, found.problem)

    assert code("嘉定及周边") == ("310114", True, "")
    assert code("上海市嘉定区") == code("310114") == ("310114", False, "")
    assert code("宝山区") == ("310113", False, "")
    assert code("苏州市或附近") == ("320500", True, "")
    assert code("吉林") == ("220000", False, "")
    assert code("全国") == ("", False, "")
    assert code("附近") == ("", True, "")
    assert code("长三角") == ("", False, "region_wide")
    assert code("嘉定、宝山") == ("310114", False, "region_several")
    assert (code("朝阳区"), regions.find("朝阳区").suggestion) == (("", False, "region_unknown"), "北京市朝阳区")
    assert code("999999")[2] == "region_unknown"
    assert RegionWords(None).find("宝山区").problem == "region_guessed"
    assert RegionWords(None).find("宝山区").suggestion == "上海市宝山区"
