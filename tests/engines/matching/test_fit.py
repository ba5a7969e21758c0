from datetime import date

from shanghui.engines.matching.fit import fit, fits, requirements_of, said, with_place
from shanghui.engines.matching.model import Attribute, FitState, Listing, Requirement, Span

GRADE = Requirement("grade", "at_least", "10.9级")


def test_facts_of_the_need_are_requirements_unless_named() -> None:
    need = Listing("n", "螺栓", quantity=50_000, unit="件", price_max=3.5, region="上海", deadline=date(2026, 12, 31))
    assert [(one.attribute, one.value) for one in requirements_of(need)] == [
        ("quantity", "50000件"),
        ("region", "上海"),
        ("deadline", "2026-12-31"),
        ("price", "3.5元"),
    ]
    own = Requirement("quantity", "at_least", "1万件", must=True)
    named = Listing("n", "螺栓", quantity=50_000, unit="件", requirements=(own,))
    assert requirements_of(named) == (own,)
    assert requirements_of(Listing("n", "螺栓")) == ()


def test_what_the_offer_states_goes_before_its_texts() -> None:
    offer = Listing("o", "螺栓 8.8级", requirements=(Requirement("grade", "equal", "12.9级"),))
    found = fit(GRADE, Listing("n", ""), said(offer))
    assert (found.state, found.evidence) == (FitState.MET, "12.9级")
    assert with_place(found, offer).offer_span == Span("requirements", 0, 1)


def test_evidence_is_given_as_written() -> None:
    offer = Listing("o", "螺栓", "通过 ＩＳＯ 9001 认证")
    need = Listing("n", "螺栓", requirements=(Requirement("certificate", "equal", "ISO9001"),))
    (found,) = fits(need, said(offer))
    placed = with_place(found, offer)
    assert placed.evidence == "ＩＳＯ 9001"
    assert placed.offer_span is not None
    assert offer.description[placed.offer_span.start : placed.offer_span.end] == "ＩＳＯ 9001"


def test_evidence_in_classes_and_facts() -> None:
    offer = Listing("o", "紧固件", product_classes=("0101", "镀锌螺栓"), region="上海", quantity=9, unit="件")
    need = Listing("n", "", requirements=(Requirement("other", "equal", "镀锌"),), region="上海", quantity=5, unit="件")
    places = [with_place(one, offer).offer_span for one in fits(need, said(offer))]
    assert places == [Span("product_classes", 1, 2), Span("quantity"), Span("region", 0, 2)]


def test_silence_is_unknown_and_has_no_place() -> None:
    found = fit(GRADE, Listing("n", ""), said(Listing("o", "螺栓")))
    assert with_place(found, Listing("o", "螺栓")) == found
    assert (found.state, found.evidence, found.offer_span) == (FitState.UNKNOWN, "", None)


def test_unknown_attributes_are_judged_by_their_words() -> None:
    colour = Requirement("colour", "equal", "发黑")
    assert fit(colour, Listing("n", ""), said(Listing("o", "发黑螺栓"))).state is FitState.MET
    assert Attribute.GRADE == "grade"
