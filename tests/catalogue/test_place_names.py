"""Names of places: short, English."""

import pytest

from shanghui.catalogue.place_names import english_place_name, short_place_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("嘉定区", "嘉定"),
        ("浦东新区", "浦东"),
        ("上海市", "上海"),
        ("单县", "单县"),
        ("泗门镇", "泗门"),
        ("延边朝鲜族自治州", "延边"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("香港特别行政区", "香港"),
        ("恩施土家族苗族自治州", "恩施"),
        ("南通经济技术开发区", "南通经济技术开发区"),
        ("南京东路街道", "南京东路"),
        ("阿拉善盟", "阿拉善"),
    ],
)
def test_short_name_is_what_people_say(name: str, short: str) -> None:
    assert short_place_name(name) == short


@pytest.mark.parametrize(
    ("name", "pinyin", "english"),
    [
        ("嘉定区", "jia ding", "Jiading District"),
        ("六安市", "lu an", "Lu'an"),
        ("余姚市", "yu yao", "Yuyao"),
        ("海宁市", "hai ning", "Haining"),
        ("吕梁市", "lv liang", "Lüliang"),
        ("某某保税区", "mou mou", ""),
        ("泗门镇", "si men", "Simen Town"),
        ("香港", "xiang gang", "Xianggang"),
    ],
)
def test_english_name_is_spelled_by_the_standard(name: str, pinyin: str, english: str) -> None:
    assert english_place_name(name, pinyin) == english
