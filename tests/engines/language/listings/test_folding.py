import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.engines.language.listings.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("鋁合金型材", "铝合金型材"),
        ("Ｍ１２＊８０", "M12*80"),
        ("Φ20—30", "φ20-30"),
        ("①焊工", "①焊工"),
        ("㎡", "㎡"),
        ("a\u3000b", "a b"),
    ],
)
def test_text_is_simplified_place_for_place(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_length_and_lines_stay(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert [at for at, sign in enumerate(folded) if sign == "\n"] == [
        at for at, sign in enumerate(text) if sign == "\n"
    ]
