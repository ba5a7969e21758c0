"""Words people read about tables: why a file is refused. Each says what happened and what to do; nothing is kept of the file."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shanghui.sheets.reading import rules

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from shanghui.core.refusal import Refusal

REFUSALS: "dict[type[Refusal], StrOrPromise]" = {
    rules.FileEmpty: _("文件里没有内容。请确认表格已保存后再上传。"),
    rules.FileTooLarge: _("文件有 %(size)s MB，上限是 %(limit)s MB。请拆成几个文件分别上传。"),
    rules.FileDamaged: _("文件不完整或已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    rules.FileEncrypted: _("文件有密码保护。请取消密码，保存后再上传。"),
    rules.MacroFile: _("文件含有宏。请在 Excel 或 WPS 中另存为 .xlsx（不含宏）后再上传。"),
    rules.OldFormat: _("不能读取这种表格格式。请在 WPS 或 Excel 中另存为 .xlsx 后再上传。"),
    rules.WebPageFile: _("这是一个网页文件，只是名称像表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    rules.KindUnknown: _("这不是表格文件（%(kind)s）。请上传 .xlsx、.csv 或 .jsonl 文件。"),
    rules.TooManyEntries: _(
        "文件的内部结构异常：超过 %(limit)s 个部分。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
    ),
    rules.UnpackedTooLarge: _("文件解压后过大，上限是 %(limit)s MB。请删去多余的工作表和图片，或拆成几个文件。"),
    rules.NestedFile: _("文件里嵌有其他文件（%(name)s）。请删去嵌入的对象，保存后再上传。"),
    rules.ExternalLinks: _("表格链接了其他工作簿。请在“数据 → 编辑链接”中断开链接，保存后再上传。"),
    rules.DocumentTypeFound: _("文件的内部结构不安全，没有读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    rules.CellsTooFarApart: _(
        "表格范围过大：%(rows)s 行 × %(columns)s 列，上限是 %(limit)s 个单元格。请检查最右边和最下面是否有多余的内容，删去后再上传。"
    ),
    rules.TooManyRows: _("表格超过 %(limit)s 行。请拆成几个文件分别上传。"),
    rules.TooManyColumns: _("表格超过 %(limit)s 列。请删去多余的列后再上传。"),
    rules.EncodingUnknown: _("无法识别文字编码。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    rules.ControlCharacters: _("第 %(line)s 行含有无法读取的字符，这可能不是文本文件。请另存为 .xlsx 后再上传。"),
    rules.LineTooLong: _("第 %(line)s 行超过 %(limit)s 个字符。请检查换行是否丢失。"),
    rules.CellTooLong: _("第 %(line)s 行有单元格超过 %(limit)s 个字符。请检查引号是否成对。"),
    rules.LineBroken: _("第 %(line)s 行不是有效的 JSON 对象。请改正后再上传。"),
    rules.SheetUnknown: _("文件里没有工作表“%(sheet)s”。请重新选择工作表。"),
    rules.FileUnreadable: _("无法读取这个文件。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    rules.ReadingTooSlow: _("读取超过 %(seconds)s 秒，已停止。请拆成几个文件分别上传。"),
}
