import pytest

from shanghui.engines.language.listings import Kind
from shanghui.engines.language.listings.heads import is_actor, kind_of_head


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("二手叉车", Kind.PRODUCT), ("防腐工程", Kind.SERVICE), ("注塑车间主任", Kind.TALENT), ("恒温仓", Kind.SPACE), ("经营贷", Kind.CAPITAL),
        ("不锈钢球阀", Kind.PRODUCT), ("企业团餐配送", Kind.SERVICE), ("整车", Kind.UNKNOWN), ("条件", Kind.UNKNOWN), ("", Kind.UNKNOWN),
    ],
)  # fmt: skip
def test_the_last_word_tells_the_kind(name: str, kind: Kind) -> None:
    assert kind_of_head(name) is kind


def test_who_acts_is_told_from_what_is_wanted() -> None:
    assert is_actor("我家亲戚")
    assert is_actor("哪家银行")
    assert not is_actor("不锈钢球阀")
