"""Which short texts are spelt alike."""

import time

from shanghui.exchange.queries.similar_texts import SimilarTexts, likeness_of


def test_equal_alike_and_other() -> None:
    texts = SimilarTexts()
    for key, text in enumerate(["采购高强度外六角螺栓", "長期採購高強度外六角螺栓", "租厂房", "采购高强度外六角螺栓"]):
        texts.add(key, text)
    assert texts.near("采购高强度外六角螺栓", least=0.75) == [(1.0, 0), (1.0, 3), (0.9, 1)]
    assert texts.near("招电工", least=0.3) == []
    assert texts.near("", least=0.3) == []


def test_other_numbers_are_other_things() -> None:
    assert likeness_of("采购m10螺栓", "采购m12螺栓") == 0
    assert likeness_of("甲", "甲") == 1
    assert likeness_of("甲", "乙") == 0


def test_ten_thousand_texts_of_one_sort_do_not_take_for_ever() -> None:
    texts = SimilarTexts()
    begun = time.perf_counter()
    for key in range(10_000):
        text = f"长期采购高强度外六角螺栓第{'甲乙丙丁戊己庚辛壬癸'[key % 10]}批"
        texts.near(text, least=0.75)
        texts.add(key, text)
    assert time.perf_counter() - begun < 20
