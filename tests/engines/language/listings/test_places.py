import pytest

from shanghui.engines.language.listings.places import read_regions
from tests.engines.language.listings.support import page


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("嘉定交货", ["310114"]), ("上海嘉定", ["310114"]), ("江苏昆山", ["320583"]), ("苏州", ["3205"]), ("浦东新区", ["310115"]),
        ("长三角", ["31", "32", "33", "34"]), ("江浙沪包邮", ["32", "33", "31"]), ("昆山太仓优先", ["320583", "320585"]),
        ("闵行浦江", ["310112"]), ("上海/宁波", ["31", "3302"]), ("普陀", ["310107"]), ("杭州滨江", ["330108"]), ("奉贤南桥", ["310120"]),
    ],
)  # fmt: skip
def test_regions_are_found_by_short_names(text: str, codes: list[str]) -> None:
    assert [region.code for region in read_regions(page(text))] == codes


@pytest.mark.parametrize("text", ["中山路12号", "路桥工程", "技术合作", "大丰收", "螺栓", "新北市勿扰", "上海除外"])
def test_other_words_are_no_regions(text: str) -> None:
    assert read_regions(page(text)) == ()


def test_surroundings_count_where_the_text_says_so() -> None:
    near, far = read_regions(page("嘉定或周边厂家,青浦"))
    assert (near.name, near.near, far.near) == ("嘉定区", True, False)
