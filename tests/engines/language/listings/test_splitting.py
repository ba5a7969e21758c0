import pytest

from shanghui.engines.language.listings.splitting import pieces


def cut(text: str) -> list[str]:
    return [text[one.start : one.end].strip() for one in pieces(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("汇总:\n1、螺丝2万只\n2、钢板5吨", ["1、螺丝2万只", "2、钢板5吨"]),
        ("1、求购A 5吨 2、求购B 3吨", ["1、求购A 5吨", "2、求购B 3吨"]),
        ("诚招:①焊工5人 ②钳工3人", ["①焊工5人", "②钳工3人"]),
        ("【供】液压油\n【求】叉车", ["【供】液压油", "【求】叉车"]),
        ("求购螺栓5万件\n\n供应钢板100吨", ["求购螺栓5万件", "供应钢板100吨"]),
        ("求购螺栓5万件。另外出售旧电脑30台", ["求购螺栓5万件。", "另外出售旧电脑30台"]),
        ("需采购钢管1200米;井盖80套", ["需采购钢管1200米;", "井盖80套"]),
        ("求购:\n螺栓 5万件\n螺母 3万件", ["螺栓 5万件", "螺母 3万件"]),
        ("求购螺栓\n数量:5万件\n单价:3元/件", ["求购螺栓\n数量:5万件\n单价:3元/件"]),
        ("招聘销售经理一名,要求:\n1、本科\n2、有驾照", ["招聘销售经理一名,要求:\n1、本科\n2、有驾照"]),
        ("有没有做模具的?求推荐靠谱的", ["有没有做模具的?求推荐靠谱的"]),
    ],
)
def test_messages_are_cut_where_a_listing_begins(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_words_around_a_list_are_shared() -> None:
    text = "求购:\n1、螺栓5吨\n2、螺母3吨\n以上月底前交货"
    first, last = pieces(text, 0, len(text))
    assert text[slice(*first.lead)].strip() == "求购:"
    assert [text[slice(*place)].strip() for place in last.shared] == ["求购:", "以上月底前交货"]
