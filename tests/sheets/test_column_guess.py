"""Which column of a file means what."""

from shanghui.sheets.cell_values import text_reader
from shanghui.sheets.column_guess import Guess, guess_columns, header_key
from shanghui.sheets.kinds import Column
from shanghui.sheets.rules import Guessed

READ = text_reader(100)
NAME = Column("name", "企业名称", READ, aliases=("公司全称",), required=True)
PHONE = Column("phone", "手机", READ, looks_like=lambda cell: cell.startswith("1") and len(cell) == 11)
NOTE = Column("note", "备注", READ, joint="；")
COLUMNS = (NAME, PHONE, NOTE)


def guessed(header: list[str], *sample: list[str], **remembered: str) -> list[tuple[str, str]]:
    return [(guess.column, guess.how.value) for guess in guess_columns(COLUMNS, header, sample, remembered)]


def test_header_is_compared_without_its_decoration() -> None:
    assert header_key(" *企業 名稱（必填） ") == "企业名称"
    assert header_key("***") == "***"


def test_headers_by_label_by_name_and_by_likeness() -> None:
    assert guessed(["*公司全称", "企业简介", "全部备注栏"]) == [
        ("name", "same_header"),
        ("", "unknown"),
        ("note", "similar_header"),
    ]
    assert guessed(["企业名稱X"]) == [("name", "similar_header")]
    assert guessed(["联系人的办公室门牌号码"]) == [("", "unknown")]


def test_cells_that_can_only_be_it_are_recognised() -> None:
    sample = [["甲", "13800000001"], ["乙", ""], ["丙", "13800000002"], ["丁"]]
    assert guessed(["企业名称", "联系方式"], *sample)[1] == ("phone", "content")
    mixed = [["甲", "13800000001"], ["乙", "021-5988"]]
    assert guessed(["企业名称", "联系方式"], *mixed)[1] == ("", "unknown")
    assert guessed(["企业名称", "联系方式"], ["甲", " "])[1] == ("", "unknown")


def test_each_meaning_once_unless_it_is_joint() -> None:
    assert guessed(["企业名称", "公司全称", "备注", "备注"]) == [
        ("name", "same_header"),
        ("", "unknown"),
        ("note", "same_header"),
        ("note", "same_header"),
    ]


def test_last_time_is_stronger_than_any_header() -> None:
    assert guessed(["企业名称", "别名", "手机"], 别名="name", 手机="") == [
        ("", "unknown"),
        ("name", "last_time"),
        ("", "last_time"),
    ]
    assert guess_columns(COLUMNS, [], [], {}) == []
    assert guess_columns(COLUMNS, ["x"], [], {"x": "gone"}) == [Guess("", Guessed.UNKNOWN)]
