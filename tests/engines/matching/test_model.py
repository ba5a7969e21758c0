from shanghui.engines.matching.model import Side


def test_the_other_side() -> None:
    assert Side.NEED.other is Side.OFFER
    assert Side.OFFER.other is Side.NEED
