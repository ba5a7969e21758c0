"""A list of members as a secretary keeps it: a title on top, headings of her own, cells that need mending."""

from pathlib import Path

from openpyxl import Workbook, load_workbook

HEADER = ("序号", "公司名称", "信用代码", "注册地址", "联络人", "手机", "会内职务", "会费", "入会时间")


def messy_list(path: Path, known: str, mark: str) -> Path:
    """Seven rows: two fine, two with an unknown grade, two with dates that are none, one that sounds like the firm `known`."""
    rows = [
        (f"上海{mark}远标准件有限公司", "", "嘉定区安亭镇墨玉路28号", "沈一", "13800000001", "理事", "已交", "2024年3月"),
        (f"上海{mark}安弹簧有限公司", "", "宝山区顾村镇蕰川路6号", "沈二", "138 0000 0002", "会员", "未交", "2024/5/1"),
        (f"上海{mark}成热处理有限公司", "", "青浦区赵巷镇嘉松路9号", "沈三", "13800000003", "名誉顾问", "已交", "2023-01-01"),
        (f"上海{mark}信紧固件有限公司", "", "奉贤区奉城镇川南路7号", "沈四", "13800000004", "会员", "已交", "去年"),
        (f"上海{mark}宁涂层有限公司", "", "金山区亭林镇亭卫路3号", "沈七", "13800000007", "名誉顾问", "已交", "2021-3-1"),
        (f"上海{mark}元五金有限公司", "", "松江区九亭镇涞寅路5号", "沈五", "13800000005", "会员", "已交", "忘了"),
        (known, "", "", "沈六", "13800000006", "会员", "已交", "2022.6.1"),
    ]  # fmt: skip
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["会员名单（2026年）"])
    sheet.append(HEADER)
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    book.save(path)
    return path


def rows_of(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(path, read_only=True).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))
