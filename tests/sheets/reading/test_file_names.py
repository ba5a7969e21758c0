"""Names of files from outside, made harmless."""

import pytest

from shanghui.sheets.reading import neutral_file_name


@pytest.mark.parametrize(
    ("name", "neutral"),
    [
        ("会员名册.xlsx", "会员名册.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\表格\\名册.csv", "名册.csv"),
        ("a\u202exslx.exe", "axslx.exe"),
        ("a\x00\n.csv", "a.csv"),
        ('<a>:"b|c?.csv', "_a_b_c_.csv"),
        ("  .名册. ", "名册"),
        ("", "table"),
        ("...", "table"),
        ("CON.xlsx", "table_CON.xlsx"),
        ("lpt1", "table_lpt1"),
        ("长" * 200 + ".xlsx", "长" * 115 + ".xlsx"),
        ("长" * 200, "长" * 120),
        ("a." + "b" * 200, "a." + "b" * 118),
    ],
)
def test_name_is_made_harmless(name: str, neutral: str) -> None:
    assert neutral_file_name(name, fallback="table") == neutral
    assert len(neutral) <= 120
