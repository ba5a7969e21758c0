import pytest

from shanghui.engines.language.listings.product_words import stripped


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("有没有做碳纤维的老板", "碳纤维"), ("我这边要一批镀锌方管", "镀锌方管"), ("本厂专业生产各类非标弹簧", "非标弹簧"), ("工业废铜回收", "工业废铜"),
        ("家居用品", "家居用品"), ("有机肥", "有机肥"), ("处理器", "处理器"), ("求购", ""), ("有没有", ""), ("高价回收锂电池", "锂电池"),
        ("律师帮我们处理", "律师"), ("新能源电池回收项目", "新能源电池回收项目"),
    ],
)  # fmt: skip
def test_words_around_a_name_are_taken_off(words: str, name: str) -> None:
    start, end = stripped(words, 0, len(words))
    assert words[start:end] == name
