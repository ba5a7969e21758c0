"""Words that people write for a choice, in all three languages and by their by-names."""

import pytest
from django.conf import settings
from django.utils.translation import override

from shanghui.network.labels import DUES_STATES, GRADES, ORGANISATION_KINDS, POSTS
from shanghui.network.rules import Grade
from shanghui.network.sheets.words import DUES_WORDS, GRADE_WORDS, KIND_WORDS, POST_WORDS, words_of


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_label_is_read_in_every_language(language: str) -> None:
    with override(language):
        for words, labels in (
            (GRADE_WORDS, GRADES), (DUES_WORDS, DUES_STATES), (POST_WORDS, POSTS), (KIND_WORDS, ORGANISATION_KINDS),
        ):  # fmt: skip
            assert {str(label) for label in labels.values()} <= set(words)
            assert set(words.values()) == {value.value for value in labels}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "text", "value"),
    [
        (GRADE_WORDS, "副会长单位", "vice_president"), (DUES_WORDS, "欠费", "due"), (DUES_WORDS, "是", "paid"),
        (POST_WORDS, "法人代表", "legal_representative"), (KIND_WORDS, "总商会", "district_federation"),
    ],
)  # fmt: skip
def test_by_names_are_read(words: dict[str, str], text: str, value: str) -> None:
    assert words[text] == value


def test_by_name_wins_over_a_label() -> None:
    assert words_of({Grade.MEMBER: "会员"}, {"会员": "council"}) == {"会员": "council"}
