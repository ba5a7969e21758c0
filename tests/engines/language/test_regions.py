import pytest

from shanghui.engines.language import built_in_regions, gazetteer, short_name
from shanghui.engines.language.regions import CITY, DISTRICT, PROVINCE, STREET


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("浦东新区", "浦东"),
        ("浙江省", "浙江"),
        ("广西壮族自治区", "广西"),
        ("恩施土家族苗族自治州", "恩施"),
        ("单县", "单县"),
        ("泗门镇", "泗门"),
        ("梨洲街道", "梨洲"),
        ("香港特别行政区", "香港"),
    ],
)
def test_short_name_keeps_two_characters(name: str, short: str) -> None:
    assert short_name(name) == short


def test_rows_with_full_codes_find_their_parents() -> None:
    regions = gazetteer(
        [
            ("330000", "浙江省", "", ()),
            ("330200", "宁波市", "", ()),
            ("330281", "余姚市", "330200", ()),
            ("330281100", "泗门镇", "", ("泗门乡",)),
        ]
    )
    assert [regions.ancestor("330281100", level) for level in (PROVINCE, CITY, DISTRICT, STREET)] == [
        "330000", "330200", "330281", "330281100",
    ]  # fmt: skip
    assert regions.ancestor("330200", DISTRICT) == ""
    assert regions.ancestor("none", CITY) == ""
    assert {naming.region.code for naming in regions.by_name["泗门乡"]} == {"330281100"}


def test_cut_codes_find_their_parents() -> None:
    regions = built_in_regions()
    assert regions.by_code["441900"].parent == "4419"
    assert regions.by_code["31"].parent == ""
    assert regions.is_within("330281", "33")
    assert regions.is_within("330281", "")
    assert not regions.is_within("330281", "31")
    assert not regions.is_within("unknown", "31")


def test_names_are_found_in_a_text_the_longest_first() -> None:
    regions = built_in_regions()
    found = list(regions.named_at("浦东新区世纪大道", 0))
    assert [end for end, _ in found] == [4, 2]
    assert list(regions.named_at("世纪大道", 0)) == []
    assert [end for end, _ in regions.named_at("发往苏州", 2)] == [4], "no name reaches beyond the end"


def test_places_of_one_name_come_biggest_first() -> None:
    assert built_in_regions().by_name["西安"][0].region.name == "西安市"


def test_former_districts_lead_to_their_heirs() -> None:
    assert built_in_regions().by_name["闸北区"][0].region.name == "静安区"
    assert built_in_regions().by_name["奉化市"][0].region.name == "奉化区"


def test_names_of_one_character_are_left_out() -> None:
    assert gazetteer([("310000", "沪", "", ())]).by_name == {}
