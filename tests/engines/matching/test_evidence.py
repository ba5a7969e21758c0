from datetime import date

from shanghui.engines.matching.evidence import shared_pieces, without
from shanghui.engines.matching.model import Listing, Requirement, Span


def pieces(need: Listing, offer: Listing, field: str = "title") -> list[str]:
    return [piece for piece, _, _ in shared_pieces(need, field, offer)]


def test_longest_pieces_are_marked_in_both() -> None:
    need, offer = Listing("n", "求购M12×80 高强度螺栓"), Listing("o", "供應高強度螺栓 M12*80")
    found = {piece: (wanted, offered) for piece, wanted, offered in shared_pieces(need, "title", offer)}
    assert list(found) == ["M12×80", "高强度螺栓"]
    for wanted, offered in found.values():
        assert need.title[wanted.start : wanted.end] in found
        assert offer.title[offered.start : offered.end] in ("M12*80", "高強度螺栓")


def test_numbers_are_not_cut() -> None:
    assert pieces(Listing("n", "M12螺栓"), Listing("o", "M120螺栓")) == ["螺栓"]
    assert pieces(Listing("n", "7"), Listing("o", "7号")) == ["7"]


def test_empty_words_are_no_evidence() -> None:
    assert pieces(Listing("n", "螺栓采购公告"), Listing("o", "螺栓采购公告")) == ["螺栓"]


def test_joining_characters_end_a_piece() -> None:
    assert pieces(Listing("n", "高杆灯及路灯"), Listing("o", "投光灯及路灯")) == ["路灯"]


def test_single_characters_and_small_numbers_only_in_a_title_that_says_hardly_more() -> None:
    assert pieces(Listing("n", "汽帽嘴"), Listing("o", "汽车气门嘴帽")) == ["汽", "帽", "嘴"]
    assert pieces(Listing("n", "凌云电梯维保3台"), Listing("o", "电镀，环保3项")) == []
    assert pieces(Listing("n", "304钢管3根"), Listing("o", "304钢板3张")) == ["304钢"]
    assert pieces(Listing("n", "", "汽帽嘴"), Listing("o", "汽车气门嘴帽"), "description") == []


def test_firm_and_description_are_searched_after_the_title() -> None:
    need, offer = Listing("n", "砺锋螺栓"), Listing("o", "紧固件", "生产螺栓", enterprise="砺锋公司")
    assert [offered.field for _, _, offered in shared_pieces(need, "title", offer)] == ["enterprise", "description"]


def test_evidence_is_taken_out() -> None:
    one = Requirement("grade", "equal", "8.8级")
    offer = Listing(
        "o", "高强螺栓", region="上海", quantity=5, requirements=(one,), published=date(2026, 1, 1), answers=(1, 2)
    )
    assert without(offer, Span("title", 0, 2)).title == " 螺栓"
    assert without(offer, Span("requirements", 0, 1)).requirements == ()
    assert without(offer, Span("region", 0, 2)).region == ""
    assert without(offer, Span("quantity")).quantity is None
    assert without(offer, Span("published")).published is None
    assert without(offer, Span("answers")).answers == (0, 0)
