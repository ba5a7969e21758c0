from tests.engines.language.listings.support import BOLTS, one


def test_title_is_the_text_without_its_intent() -> None:
    assert one(BOLTS).title == "10.9级高强度螺栓M12×80，5万件，8月底前交货，嘉定或周边厂家，要有质检报告"


def test_contacts_and_their_labels_are_left_out() -> None:
    title = one("【求购】二手叉车3吨一台,价格3万以内,联系人:王经理 13900001111").title
    assert title == "二手叉车3吨一台，价格3万以内"


def test_long_titles_end_at_a_comma() -> None:
    title = one("求购钢板5吨," + "要求表面平整无锈," * 20).title
    assert len(title) <= 60
    assert title.endswith("无锈")
    assert len(one("求购" + "钢" * 100 + "5吨").title) == 60


def test_script_of_the_writer_stays() -> None:
    assert one("急需:鋁合金型材,約兩噸半").title == "鋁合金型材，約兩噸半"
