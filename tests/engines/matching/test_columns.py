from datetime import date

import pytest

from shanghui.engines.matching.columns import Unread, listings, requirement
from shanghui.engines.matching.model import Listing, Requirement


def read(*rows: dict[str, str]) -> list[Listing]:
    return list(listings(rows, Unread()))


def test_chinese_columns() -> None:
    row = {
        "编号": "7",
        "标题": "螺栓",
        "描述": "镀锌",
        "类型": "product",
        "品类": "010102、紧固件",
        "数量": "5万件",
        "地区": "上海",
        "截止": "2026年12月31日",
        "要求": "必须 等级≥10.9级；ISO9001",
        "企业": "砺锋",
        "备注": "?",
    }
    assert read(row) == [
        Listing(
            "7",
            "螺栓",
            description="镀锌",
            kind="product",
            product_classes=("010102", "紧固件"),
            requirements=(
                Requirement("grade", "at_least", "10.9级", must=True),
                Requirement("certificate", "equal", "ISO9001"),
            ),
            quantity=50_000,
            unit="件",
            region="上海",
            deadline=date(2026, 12, 31),
            enterprise="砺锋",
        )
    ]


def test_two_columns_are_enough() -> None:
    assert read({"ID": "a", "Title": "bolt"}) == [Listing("a", "bolt")]
    assert read({"id": "a", "title": "bolt", "quantity": "5", "unit": "吨"})[0].unit == "吨"


def test_lists_of_jsonl_are_entries() -> None:
    row = {"id": "a", "title": "x", "product_class": '["0101", "紧固件"]', "requirements": '["镀锌"]'}
    (one,) = read(row)
    assert one.product_classes == ("0101", "紧固件")
    assert one.requirements == (Requirement("other", "equal", "镀锌"),)
    assert read({**row, "requirements": "[镀锌"})[0].requirements[0].value == "[镀锌"


def test_cells_that_are_not_understood_are_told() -> None:
    unread = Unread()
    (one,) = listings([{"id": "a", "title": "x", "deadline": "月底前", "quantity": "若干"}], unread)
    assert (one.deadline, one.quantity) == (None, None)
    assert unread.cells == [(1, "数量", "若干"), (1, "截止", "月底前")]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([{"id": "1", "name2": "x"}], "没有找到“标题”一列，现有的列是：id、name2"),
        ([{"title": "x"}], "没有找到“编号”一列"),
        ([{"id": "1", "title": "x"}, {"id": "", "title": "x"}], "第 2 条记录没有“id”"),
        ([{"id": "1", "title": " "}], "第 1 条记录没有“title”"),
        ([{"id": "1", "title": "x"}, {"id": "1", "title": "y"}], "第 2 条记录的编号“1”与前面的重复"),
    ],
)
def test_unusable_rows_are_told(rows: list[dict[str, str]], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read(*rows)


@pytest.mark.parametrize(
    ("written", "attribute", "relation", "value", "must"),
    [
        ("必须 等级≥10.9级", "grade", "at_least", "10.9级", True),
        ("8.8级及以上", "grade", "at_least", "8.8级", False),
        ("材质：304或316", "material", "one_of", "304或316", False),
        ("★必须具备ISO 9001", "certificate", "equal", "ISO 9001", True),
        ("地区:长三角", "region", "equal", "长三角", False),
        ("地区:上海周边", "region", "near", "上海周边", False),
        ("region near 上海", "region", "near", "上海", False),
        ("交期:30天以内", "deadline", "at_most", "30天", False),
        ("交期 30天", "deadline", "at_most", "30天", False),
        ("单价不超过3元", "price", "at_most", "3元", False),
        ("产能 5万件", "quantity", "at_least", "5万件", False),
        ("规格 M12×80", "size", "equal", "M12×80", False),
        ("Grade: at_least 10.9级", "grade", "at_least", "10.9级", False),
        ("GB/T 5783", "standard", "equal", "GB/T 5783", False),
        ("标准=GB/T 5783", "standard", "equal", "GB/T 5783", False),
        ("M12", "size", "equal", "M12", False),
        ("镀锌", "other", "equal", "镀锌", False),
        ("one_of 镀锌、发黑", "other", "one_of", "镀锌、发黑", False),
    ],
)
def test_requirements_are_read(written: str, attribute: str, relation: str, value: str, must: bool) -> None:
    assert requirement(written) == Requirement(attribute, relation, value, must)
