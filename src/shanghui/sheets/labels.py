"""Words of import and export that people read."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shanghui.core.refusal import Refusal
from shanghui.sheets import rules
from shanghui.sheets.reading import rules as reading
from shanghui.sheets.rules import Guessed, RowState, RunState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RUN_STATES: "dict[RunState, StrOrPromise]" = {
    RunState.UPLOADED: _("等您对列"),
    RunState.READING: _("正在检查"),
    RunState.CHECKED: _("等您改错和导入"),
    RunState.COMMITTING: _("正在导入"),
    RunState.COMMITTED: _("已导入"),
    RunState.UNDOING: _("正在撤销"),
    RunState.UNDONE: _("已撤销"),
    RunState.FAILED: _("没有读成"),
    RunState.ABANDONED: _("已放弃"),
}
ROW_STATES: "dict[RowState, StrOrPromise]" = {
    RowState.READY: _("可以导入"),
    RowState.TO_MEND: _("要改"),
    RowState.DUPLICATE: _("可能重复"),
    RowState.SKIPPED: _("您跳过了"),
    RowState.WRITTEN: _("新增"),
    RowState.UPDATED: _("更新"),
    RowState.UNCHANGED: _("没有变化"),
    RowState.REJECTED: _("不能导入"),
    RowState.UNDONE: _("已撤销"),
    RowState.KEPT: _("撤销时保留"),
}
GUESSED: "dict[Guessed, StrOrPromise]" = {
    Guessed.LAST_TIME: _("上次这样对过"),
    Guessed.SAME_HEADER: _("表头相同"),
    Guessed.SIMILAR_HEADER: _("表头相近"),
    Guessed.CONTENT: _("看内容像"),
    Guessed.CHOSEN: _("您选的"),
    Guessed.UNKNOWN: _("猜不出，请您定"),
}
PROBLEMS: "dict[str, StrOrPromise]" = {
    "missing": _("必须填，却是空的"),
    "too_long": _("太长了"),
    "date_unreadable": _("日期看不懂"),
    "number_unreadable": _("数字看不懂"),
    "number_out_of_range": _("数字超出了可能的范围"),
    "foreign_currency": _("金额是外币，请换算成人民币"),
    "choice_unknown": _("不在可选的几项里"),
    "email_unreadable": _("邮箱写法不对"),
    "phone_odd": _("电话看着拨不通"),
    "website_unreadable": _("网址写法不对"),
    "cell_error": _("单元格是一个错误值，按空白处理"),
    "digits_lost": _("数字太长，表格软件已经丢了末尾几位"),
}

FILE_REFUSALS: "dict[type[Refusal], StrOrPromise]" = {
    reading.FileEmpty: _("文件里没有内容。请确认表格已保存后再上传。"),
    reading.FileTooLarge: _("文件有 %(size)s MB，上限是 %(limit)s MB。请拆成几个文件分别上传。"),
    reading.FileDamaged: _("文件不完整或已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    reading.FileEncrypted: _("文件有密码保护。请取消密码，保存后再上传。"),
    reading.MacroFile: _("文件含有宏。请在 Excel 或 WPS 中另存为 .xlsx（不含宏）后再上传。"),
    reading.OldFormat: _("不能读取这种表格格式。请在 WPS 或 Excel 中另存为 .xlsx 后再上传。"),
    reading.WebPageFile: _("这是一个网页文件，只是名称像表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    reading.KindUnknown: _("这不是表格文件（%(kind)s）。请上传 .xlsx、.csv 或 .jsonl 文件。"),
    reading.TooManyEntries: _(
        "文件的内部结构异常：超过 %(limit)s 个部分。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
    ),
    reading.UnpackedTooLarge: _("文件解压后过大，上限是 %(limit)s MB。请删去多余的工作表和图片，或拆成几个文件。"),
    reading.NestedFile: _("文件里嵌有其他文件（%(name)s）。请删去嵌入的对象，保存后再上传。"),
    reading.ExternalLinks: _("表格链接了其他工作簿。请在“数据 → 编辑链接”中断开链接，保存后再上传。"),
    reading.DocumentTypeFound: _("文件的内部结构不安全，没有读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    reading.CellsTooFarApart: _(
        "表格范围过大：%(rows)s 行 × %(columns)s 列，上限是 %(limit)s 个单元格。请检查最右边和最下面是否有多余的内容，删去后再上传。"
    ),
    reading.TooManyRows: _("表格超过 %(limit)s 行。请拆成几个文件分别上传。"),
    reading.TooManyColumns: _("表格超过 %(limit)s 列。请删去多余的列后再上传。"),
    reading.EncodingUnknown: _("无法识别文字编码。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    reading.ControlCharacters: _("第 %(line)s 行含有无法读取的字符，这可能不是文本文件。请另存为 .xlsx 后再上传。"),
    reading.LineTooLong: _("第 %(line)s 行超过 %(limit)s 个字符。请检查换行是否丢失。"),
    reading.CellTooLong: _("第 %(line)s 行有单元格超过 %(limit)s 个字符。请检查引号是否成对。"),
    reading.LineBroken: _("第 %(line)s 行不是有效的 JSON 对象。请改正后再上传。"),
    reading.SheetUnknown: _("文件里没有工作表“%(sheet)s”。请重新选择工作表。"),
    reading.FileUnreadable: _("无法读取这个文件。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
    reading.ReadingTooSlow: _("读取超过 %(seconds)s 秒，已停止。请拆成几个文件分别上传。"),
}
REFUSALS: "dict[type[Refusal], StrOrPromise]" = {
    rules.RunAbsent: _("没有找到这次导入，可能不归您现在代表的单位。"),
    rules.RunBusy: _("这次导入正在进行，什么都没有改动。请等它做完再来。"),
    rules.StepOutOfTurn: _("现在还不能走这一步，什么都没有改动。请回到这次导入的页面看看进行到哪里。"),
    rules.FileMissing: _("还没有选文件。请选一个表格文件，再点上传。"),
    rules.UnknownRowState: _("不认识这个筛选条件。请回到这次导入的页面重新选。"),
    rules.NothingReady: _("没有可以导入的行。请先改好标出来的行，或换一个文件。"),
    rules.ColumnMissing: _("还没有选“%(column)s”对应哪一列，每一行都需要它。请选好再继续。"),
    rules.ColumnTwice: _("有两列都对到了“%(column)s”。请只留一列，另一列选“不导入”。"),
    rules.UndoExpired: _("导入已过30天，不能整批撤销，什么都没有改动。请到名录里逐条修改。"),
    **FILE_REFUSALS,
}
