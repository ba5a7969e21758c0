import pytest

from tests.engines.language.listings.support import one


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("求购304不锈钢板2mm厚 3吨", "不锈钢板"), ("谁有φ20*3的无缝管?三五百米", "无缝管"), ("供應:不鏽鋼螺絲 M6×20", "不鏽鋼螺絲"),
        ("求购A4纸 200箱", "A4纸"), ("产品:真空泵 数量:3台 求购", "真空泵"), ("出租:松江厂房2000平", "厂房"), ("求租带冷库的厂房", "带冷库的厂房"),
        ("招代理!我们做新能源充电桩的", "新能源充电桩"), ("连锁烘焙品牌诚招上海加盟商", "连锁烘焙品牌"), ("转让闲置设备:海天注塑机2台", "海天注塑机"),
        ("松江安亭 轴承500个 求购", "轴承"),
    ],
)  # fmt: skip
def test_goods_are_named_in_the_writers_words(text: str, product: str) -> None:
    assert one(text).product == product
