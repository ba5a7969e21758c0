"""zh-Hans is in the source; zh-Hant and English are whole, or the build stops."""

import pytest
from django.utils.translation import gettext, override

from tools import messages

LANGUAGES = sorted(messages.PLURALS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_source_is_translated_and_none_is_left_over(language: str) -> None:
    catalogued = {(message.context, message.id) for message in messages.read(language) if message.id}
    source = messages.source_texts()
    assert not source - catalogued, "run make messages, then translate"
    assert not catalogued - source, "run make messages"
    assert not messages.read(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_no_fault(language: str) -> None:
    wrong = {m.id: found for m in messages.read(language) if m.id and (found := messages.faults(m, language))}
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_written_as_the_tool_writes_it(language: str) -> None:
    expected = messages.rendered(messages.updated(language), language)
    assert messages.po_path(language).read_bytes() == expected, "run make messages"


def test_django_shows_each_reader_her_own_text() -> None:
    for language, shown in (("zh-hans", "下一页"), ("zh-hant", "下一頁")):
        with override(language):
            assert gettext("下一页") == shown
    with override("en"):
        assert not messages.HAN.search(gettext("下一页"))
