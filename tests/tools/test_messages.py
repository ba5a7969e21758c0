"""Collecting texts without the gettext binaries."""

from babel.messages.catalog import Message

from tools import messages


def test_texts_of_a_template_are_found_in_every_form() -> None:
    template = """
      {% load i18n %}<p title="{% translate '名录' %}">{{ _("会员") }}</p>
        {% translate "月" context "计量" as unit %}
    {% blocktranslate trimmed with n=page.n %}
      第{{ n }}页
    {% endblocktranslate %}
    {% blocktranslate count n=rows|length %}{{ n }}行{% plural %}{{ n }}行{% endblocktranslate %}
    {% comment %}{% translate "不要" %}{% endcomment %} it's "quoted
    """
    assert set(messages.template_texts(template)) == {
        (None, "名录"),
        (None, "会员"),
        ("计量", "月"),
        (None, "第%(n)s页"),
        (None, ("%(n)s行", "%(n)s行")),
    }


def test_traditional_keeps_our_words() -> None:
    assert messages.traditional("商汇“工作台”：导入秘书处4天后") == "商匯「工作台」：匯入秘書處4天後"
    assert messages.traditional("登录后保存文件、紧固件设备") == "登入後儲存檔案、緊固件設備"


def test_faults_are_named() -> None:
    assert messages.faults(Message("%(n)s行", "%(n)s rows"), "en") == []
    assert messages.faults(Message("%(n)s行", "rows"), "en") == ["other placeholders"]
    assert messages.faults(Message("导入", ""), "en") == ["not translated"]
    assert messages.faults(Message("导入", "Import", flags=["fuzzy"]), "en") == ["fuzzy"]
    assert messages.faults(Message("导入", "导入"), "en") == ["Chinese in English"]
    assert messages.faults(Message("Import", "Import"), "en") == ["the id is not Chinese"]
    assert messages.faults(Message(("%(n)s行", "%(n)s行"), ("%(n)s row", "%(n)s rows")), "en") == []


def test_en_may_name_each_language_in_its_own_script() -> None:
    assert messages.faults(Message("简体中文", "简体中文"), "en") == []


def test_this_house_has_texts() -> None:
    assert (None, "跳到正文") in messages.source_texts()
