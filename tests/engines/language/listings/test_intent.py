import pytest

from shanghui.engines.language.listings.intent import opens, read_kind, read_side, read_urgency, says_side
from shanghui.engines.language.listings.model import Kind, Side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("求购螺栓", Side.NEED), ("谁有无缝管", Side.NEED), ("有没有做模具的", Side.NEED), ("大量收购废铜", Side.NEED), ("【求】叉车", Side.NEED),
        ("融资500万", Side.NEED), ("球购铜排", Side.NEED), ("我们是做电商的,寻求鞋厂", Side.NEED), ("某厂转:求租仓库", Side.NEED),
        ("供应大米", Side.OFFER), ("我这有托盘", Side.OFFER), ("厂房出租", Side.OFFER), ("【供】液压油", Side.OFFER), ("处理一批卷料", Side.OFFER),
        ("我们公司做法律顾问的", Side.OFFER), ("有需要密封圈的吗", Side.OFFER), ("办公楼招租", Side.OFFER), ("今天天气好", Side.UNKNOWN),
    ],
)  # fmt: skip
def test_the_first_plain_word_tells_the_side(text: str, side: Side) -> None:
    assert read_side(text)[0] is side


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("招聘焊工", Kind.TALENT), ("贷款500万", Kind.CAPITAL), ("厂房出租", Kind.SPACE), ("寻技术合作", Kind.TECHNOLOGY),
        ("诚招区域代理商", Kind.MARKET), ("第三方检测服务", Kind.SERVICE), ("想法:联合采购", Kind.IDEA), ("求购加工中心", Kind.UNKNOWN),
        ("激光切割机空闲", Kind.SERVICE), ("求购检测仪", Kind.UNKNOWN),
    ],
)  # fmt: skip
def test_kinds_are_told_by_words(text: str, kind: Kind) -> None:
    assert read_kind(text)[0] is kind


def test_places_of_the_words_are_given() -> None:
    assert read_side("另外求购螺栓")[1] == (2, 4)
    assert read_kind("本厂招聘焊工")[1] == (2, 4)
    assert read_urgency("很急,尽快") == (1, 2)
    assert read_urgency("急救箱") is None


def test_sentences_that_may_stand_alone() -> None:
    assert opens("另外求购钢板5吨")
    assert not opens("有没有现货")
    assert says_side("有没有现货")
    assert not says_side("要求无毛刺")
