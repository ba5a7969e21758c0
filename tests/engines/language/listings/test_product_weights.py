from shanghui.engines.language.listings import Kind, Side
from shanghui.engines.language.listings.product_weights import weight, weight_beside
from tests.engines.language.listings.support import page


def test_known_goods_weigh_more_than_clauses_and_actors() -> None:
    goods = weight("周转筐", 0, Kind.UNKNOWN, is_wanted=False)
    assert goods > weight("今年收成好", 0, Kind.UNKNOWN, is_wanted=False)
    assert goods > weight("亲戚", 0, Kind.UNKNOWN, is_wanted=False)
    assert goods > weight("周转筐", 4, Kind.UNKNOWN, is_wanted=False)
    assert weight("周转筐", 0, Kind.UNKNOWN, is_wanted=True) > goods


def test_what_stands_beside_a_name_is_weighed() -> None:
    words = "因搬迁,出货架,要有设计感,“低温涂料”"
    assert weight_beside(page(words), 0, 1, 3, Side.OFFER) < 0
    assert weight_beside(page(words), 4, 5, 7, Side.OFFER) > 0
    assert weight_beside(page(words), 8, 10, 13, Side.NEED) < 0
    assert weight_beside(page(words), 15, 15, 19, Side.OFFER) > 0


def test_a_name_after_its_amount_weighs_more() -> None:
    counted = page("5台数控车床")
    counted.take("quantity", 0, 2)
    assert weight_beside(counted, 2, 2, 6, Side.UNKNOWN) > weight_beside(page("数控车床"), 0, 0, 4, Side.UNKNOWN)
