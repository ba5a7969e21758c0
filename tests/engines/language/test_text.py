import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.engines.language import normalise, to_hans


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("  ＡＢＣ（上海）　有限公司 ", "abc(上海) 有限公司"),
        ("Co.,  Ltd.\n", "co., ltd."),
        ("上\u200b海\ufeff", "上海"),
        ("a\x00b", "ab"),
        ("", ""),
    ],
)
def test_normalise_gives_one_form(written: str, normal: str) -> None:
    assert normalise(written) == normal


@given(st.text())
def test_normalise_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("hant", "hans"),
    [
        ("上海礪鋒標準件有限公司", "上海砺锋标准件有限公司"),
        ("裏面的麵粉", "里面的面粉"),
        ("公里", "公里"),
        ("乾燥設備", "干燥设备"),
        ("乾照光电", "乾照光电"),
        ("乾隆廣場", "乾隆广场"),
        ("臺州", "台州"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_to_hans_keeps_what_is_simplified(hant: str, hans: str) -> None:
    assert to_hans(hant) == hans


@given(st.text())
def test_to_hans_never_raises(text: str) -> None:
    assert isinstance(to_hans(text), str)
