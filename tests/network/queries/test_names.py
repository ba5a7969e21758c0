"""Keys of names, so that any spelling finds the row."""

import pytest

from shanghui.network.models import Organisation
from shanghui.network.queries.names import name_filter, name_keys, words_found
from tests.factories import network as make


def test_keys_hold_every_name_once_in_hans_and_latin() -> None:
    keys = name_keys("上海安徽商會", "徽商", "上海安徽商会", codes=("52A", ""))
    assert keys.sort_key == "shang hai an hui shang hui"
    assert keys.search_names == "上海安徽商会|徽商"
    assert keys.search_latin == "shanghaianhuishanghui shahsh huishang hs 52a"


def test_keys_fit_their_columns_and_stand_without_a_name() -> None:
    keys = name_keys("砺" * 400)
    assert (len(keys.sort_key), len(keys.search_names), len(keys.search_latin)) == (240, 240, 500)
    assert name_keys("").sort_key == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("安徽", True), ("安徽 商会", True), ("商會", True), ("ahsh", True), ("anhui", True), ("AnHui", True), ("ＡＨ", True),
        ("安徽 合肥", False), ("安徽 hs", True), ("5x", True), ("", True), ("   ", True), ("%", False), ("_", False),
    ],
)  # fmt: skip
def test_every_word_must_be_found_in_any_script(text: str, found: bool) -> None:
    make.make_organisation("安徽商会", short_name="徽商", credit_code="5X")
    assert Organisation.objects.unrestricted("test").filter(name_filter(text)).exists() is found


@pytest.mark.parametrize(
    ("text", "found"),
    [("导入", True), ("dr", True), ("daoru mingce", True), ("導入", True), ("dr zz", False), ("", True)],
)
def test_words_of_a_label_are_found_alike(text: str, found: bool) -> None:
    assert words_found("导入Excel名册", text) is found
