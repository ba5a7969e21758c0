import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.engines.language import initials, pinyin, sounds


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("上海公司", "shang hai gong si"),
        ("长宁区", "chang ning qu"),
        ("长三角", "chang san jiao"),
        ("单县", "shan xian"),
        ("重庆", "chong qing"),
        ("厦门大厦", "xia men da sha"),
        ("蚌埠", "beng bu"),
        ("六安", "lu an"),
        ("亳州", "bo zhou"),
        ("台州", "tai zhou"),
        ("乐清", "yue qing"),
        ("行业", "hang ye"),
        ("浦东发展银行", "pu dong fa zhan yin hang"),
        ("三一重工", "san yi zhong gong"),
        ("会计", "kuai ji"),
        ("弹簧厂", "tan huang chang"),
        ("绿地", "lv di"),
        ("吕梁", "lv liang"),
        ("3M中国", "3m zhong guo"),
        ("臺州礪鋒", "tai zhou li feng"),
        ("の商会", "shang hui"),
        ("（，）", ""),
        ("", ""),
    ],
)
def test_pinyin_reads_as_people_of_the_trade_do(text: str, reading: str) -> None:
    assert pinyin(text) == reading


def test_pinyin_sorts_by_syllables() -> None:
    assert sorted(["先", "西安"], key=pinyin) == ["西安", "先"]


@pytest.mark.parametrize(
    ("text", "letters"), [("上海公司", "shgs"), ("3M中国", "3mzg"), ("ABC 长宁", "abccn"), ("", "")]
)
def test_initials_take_first_letters(text: str, letters: str) -> None:
    assert initials(text) == letters


def test_sounds_read_each_character_by_itself() -> None:
    assert sounds("恒衡x") == "heng heng x"


@given(st.text())
def test_readings_never_raise_and_are_plain_letters(text: str) -> None:
    assert all(word.isalnum() and word.isascii() for word in pinyin(text).split())
    assert initials(text).isascii()
