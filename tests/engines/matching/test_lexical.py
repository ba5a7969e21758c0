import pytest

from shanghui.engines.matching.lexical import (
    asked_query,
    coverage,
    detail_coverage,
    is_part,
    rarity,
    words_of,
    words_query,
)
from shanghui.engines.matching.model import Listing, Side


class Counts:
    """Frequencies by token; tokens that are not named stand in one listing of a hundred."""

    def __init__(self, **frequencies: int) -> None:
        self.count, self.averages, self.frequencies = 100, (6.0, 20.0), frequencies

    def frequency(self, token: str) -> int:
        return self.frequencies.get(token, 1)


def found(need: Listing, offer: Listing, statistics: Counts | None = None) -> float:
    return coverage(asked_query(need, statistics or Counts()), words_of(offer, Side.OFFER))


def test_whole_head_found_is_about_one() -> None:
    assert 0.9 < found(Listing("n", "高强度螺栓"), Listing("o", "高强度螺栓")) < 1.2


def test_rare_words_count_more() -> None:
    common = Counts(**dict.fromkeys(("螺", "栓", "螺栓"), 90))
    need = Listing("n", "镀锌螺栓")
    assert found(need, Listing("o", "镀锌角钢"), common) > found(need, Listing("o", "发黑螺栓"), common)
    assert rarity(0, 100) > rarity(1, 100) > rarity(100, 100) > 0


def test_head_counts_more_than_description() -> None:
    need = Listing("n", "高强螺栓")
    in_head, in_body = Listing("o", "高强螺栓"), Listing("o", "紧固件厂", "生产高强螺栓")
    assert found(need, in_head) > found(need, in_body) > found(need, Listing("o", "紧固件厂")) == 0


def test_measures_are_found_in_parts() -> None:
    need = Listing("n", "M12×80螺栓")
    whole, part, none = (found(need, Listing("o", title)) for title in ("M12*80螺栓", "M12螺栓钉帽", "M14螺栓钉帽"))
    assert whole > part > none


def test_strewn_characters_are_no_evidence() -> None:
    assert found(Listing("n", "智能充电站设备"), Listing("o", "电动工具")) == 0
    assert found(Listing("n", "汽帽嘴"), Listing("o", "汽车气门嘴帽")) > 0.33
    assert found(Listing("n", "汽帽嘴"), Listing("o", "汽车、嘴、帽" + "、".join("甲乙丙丁戊己庚辛壬癸" * 4))) == 0
    assert found(Listing("n", "盐"), Listing("o", "食盐")) > 0


def test_nothing_asked_finds_nothing() -> None:
    assert found(Listing("n", "采购公告"), Listing("o", "采购公告")) == 0


def test_details_are_the_rare_words_of_the_description() -> None:
    need = Listing("n", "螺栓", "表面镀锌")
    query = asked_query(need, Counts(表面=0))
    assert "表面" not in query.details  # nobody has it: it cannot tell offers apart
    assert detail_coverage(query, words_of(Listing("o", "镀锌螺栓"), Side.OFFER)) > 0
    assert detail_coverage(query, words_of(Listing("o", "螺栓"), Side.OFFER)) == 0
    assert detail_coverage(asked_query(Listing("n", "螺栓"), Counts()), words_of(need, Side.OFFER)) == 0


def test_own_words_of_a_person_all_count() -> None:
    assert "采购" in words_query("采购", Counts()).weights


@pytest.mark.parametrize(
    ("need", "offer", "expected"),
    [
        ("洗衣机采购公告", "洗衣机离合器、洗衣机减速器", True),
        ("洗衣机采购公告", "冰箱、洗衣机、空调", False),
        ("求购高强度螺栓M12×80，5万件", "螺母、普通螺栓、垫圈", False),
        ("洗衣机采购公告", "洗衣机离合器，大量现货", False),  # a text that lists nothing ends anywhere
        ("M12×80", "螺母、垫圈", False),
    ],
)
def test_what_only_belongs_to_the_thing_is_told(need: str, offer: str, expected: bool) -> None:
    query = asked_query(Listing("1", need), Counts())
    assert is_part(query, words_of(Listing("2", offer), Side.OFFER)) is expected
