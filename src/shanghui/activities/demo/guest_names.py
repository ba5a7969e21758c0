"""Invented people: a family name, a given name, a post in a demo firm, a number that nobody has."""

from collections.abc import Iterator
from random import Random

from shanghui.network.models import Enterprise

FAMILY = "陆顾沈韩罗周钱孙吴郑冯褚卫蒋杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹窦章云苏潘葛范彭鲁韦昌马苗花方"
GIVEN = (
    "知远 以宁 怀瑾 嘉树 承舟 若水 明远 清扬 子衿 思齐 景行 致远 一鸣 亦凡 书瑶 静姝 云舒 婉清 慕白 修远 思源 允诚 立言 行简"
).split()
POSTS = ["总经理", "采购经理", "销售总监", "厂长", "办公室主任", "技术负责人", "董事长", ""]


def people(dice: Random, firms: list[Enterprise]) -> Iterator[dict[str, str]]:
    """One after the other, never the same number twice."""
    number = 0
    while True:
        number += 1
        firm = dice.choice(firms)
        yield {
            "name": dice.choice(FAMILY) + dice.choice(GIVEN),
            "firm": firm.name,
            "position": dice.choice(POSTS),
            "phone": f"1390000{number:04}",
        }
