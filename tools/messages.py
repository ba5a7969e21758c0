"""Collect the texts of the source into locale/*/LC_MESSAGES/django.po, and compile them; no gettext binary needed.

Message ids are the zh-Hans texts (docs/adr/0002). zh_Hant is filled by OpenCC where it is empty, en waits for a person.
JavaScript holds no texts: it reads them from data attributes that templates write, so it is not searched.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize
from opencc_purepy import OpenCC

SOURCE = Path(__file__).parent.parent / "src/shanghui"
LOCALE = SOURCE / "locale"
PLURALS = {"zh_Hant": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# What OpenCC's s2tw leaves unlike the way our readers write; then the words of an interface, in this order.
# 列 and 行 (row or column) depend on the sentence and wait for a person.
TRADITIONAL_TERMS = {
    **{"祕": "秘", "導入": "匯入", "天后": "天後", "“": "「", "”": "」", "‘": "『", "’": "』"},
    **{"退出登錄": "登出", "登錄": "登入", "賬戶": "帳號", "用戶名": "使用者名稱", "鏈接": "連結", "保存": "儲存"},
    **{"數據": "資料", "文件": "檔案", "二維碼": "QR碼", "軟件": "軟體", "字符": "字元", "刷新": "重新整理"},
    **{"粘貼": "貼上", "查找": "尋找", "服務器": "伺服器", "單元格": "儲存格", "工作簿": "活頁簿", "聯繫人": "聯絡人"},
    **{"聯繫方式": "聯絡方式", "請聯繫": "請聯絡", "設置": "設定", "生成": "產生", "導出": "匯出", "一箇中": "一個中"},
    **{"平臺": "平台", "工作臺": "工作台", "後臺": "後台", "分佈": "分布", "公佈": "公布", "郵箱": "信箱"},
    **{"程序": "程式", "消息": "訊息", "添加": "新增"},
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}")
HAN = re.compile(r"[㐀-鿿、。「」『』！（），：；？]")  # the script, and its punctuation: ids such as "、" join lists

MessageId = str | tuple[str, ...]
Key = tuple[str | None, MessageId]


def main() -> None:
    from shanghui.core.texts import compile_all

    for language in PLURALS:
        catalog = updated(language)
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(rendered(catalog, language))
        empty = [message.id for message in catalog if message.id and not filled(message)]
        print(f"{language}: {len(catalog)} texts, {len(empty)} to translate", *empty, sep="\n  ")
    compile_all(LOCALE)


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES/django.po"


def source_texts() -> set[Key]:
    """Every text of the source as (context, id); the id is a pair where there is a plural."""
    found: set[Key] = set()
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            found |= set(_extracted(path.read_text(encoding="utf-8")))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found |= set(template_texts(path.read_text(encoding="utf-8")))
    return found


def template_texts(template: str) -> Iterator[Key]:
    """The texts of a Django template, by way of Django's own translation into pseudo-Python."""
    if not settings.configured:
        settings.configure()
    lines = templatize(template).splitlines()
    return _extracted("\n".join(line.strip() for line in lines))


def _extracted(code: str) -> Iterator[Key]:
    file = BytesIO(code.encode())
    for _line, message, _comments, context in extract("python", file, KEYWORDS, options={"encoding": "utf-8"}):
        yield context, message


def updated(language: str) -> Catalog:
    """The catalogue with exactly the source's texts: known translations stay, vanished texts go."""
    known = {(message.context, message.id): message.string for message in read(language)}
    catalog = Catalog(locale=language, fuzzy=False)
    for context, text in source_texts():
        string = known.get((context, text)) or _first_guess(language, text)
        catalog.add(text, string, context=context)
    return catalog


def _first_guess(language: str, text: MessageId) -> str | tuple[str, ...]:
    if language != "zh_Hant":
        return ("", "") if isinstance(text, tuple) else ""
    return (traditional(text[0]),) if isinstance(text, tuple) else traditional(text)


def traditional(text: str) -> str:
    """zh-Hans to zh-Hant as written in our pages: script and quotation marks, not another country's vocabulary."""
    converted: str = OpenCC("s2tw").convert(text)
    for plain, ours in TRADITIONAL_TERMS.items():
        converted = converted.replace(plain, ours)
    return converted


def read(language: str) -> Catalog:
    if not po_path(language).exists():
        return Catalog(locale=language)
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def rendered(catalog: Catalog, language: str) -> bytes:
    """The .po file: sorted, without line numbers and dates, so that two branches rarely touch the same line."""
    body = BytesIO()
    write_po(body, catalog, sort_output=True, no_location=True, omit_header=True, width=0)
    header = (
        f"Language: {language}\\n",
        "Content-Type: text/plain; charset=utf-8\\n",
        f"Plural-Forms: {PLURALS[language]}\\n",
    )
    lines = ['msgid ""', 'msgstr ""', *(f'"{line}"' for line in header), "", ""]
    return "\n".join(lines).encode() + body.getvalue().strip() + b"\n"


def filled(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def faults(message: Message, language: str) -> list[str]:
    """What is wrong with one translated text, in words; empty when nothing is."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    wrong = [] if filled(message) else ["not translated"]
    if message.fuzzy:
        wrong.append("fuzzy")
    if not HAN.search(ids[0]) and ids[0] != "English":
        wrong.append("the id is not Chinese")
    expected = sorted(set(PLACEHOLDER.findall(ids[-1])))
    if any(sorted(set(PLACEHOLDER.findall(string))) != expected for string in strings if string):
        wrong.append("other placeholders")
    if language == "en" and any(HAN.search(string) for string in strings) and ids[0] not in OWN_SCRIPT:
        wrong.append("Chinese in English")
    return wrong


# names that each reader finds in her own script
OWN_SCRIPT = {"简体中文", "繁體中文"}

if __name__ == "__main__":
    sys.path.insert(0, str(SOURCE.parent))
    main()
