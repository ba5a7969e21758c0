"""Words that people write for the kind of a need or an offer, and for yes and no."""

from shanghui.exchange.labels import KINDS
from shanghui.exchange.rules import ListingKind as Kind
from shanghui.network.sheets.words import words_of

_BY_NAMES: dict[Kind, str] = {
    Kind.PRODUCT: (
        "货物 商品 物资 物料 采购 原料 原材料 设备 配件 零部件 成品 半成品 产品采购 产品供应 采购需求 货物类 product products goods"
    ),
    Kind.SERVICE: "服务类 服务采购 加工 代加工 外协 工程 工程类 施工 物流 咨询 检测 培训 service services works",
    Kind.TECHNOLOGY: "技术类 技术需求 技术合作 研发 专利 科研 成果转化 technology tech",
    Kind.TALENT: "用工 招聘 人力 劳务 求职 人才需求 talent staff recruitment",
    Kind.CAPITAL: "融资 投资 贷款 金融 资金需求 capital finance funding",
    Kind.SPACE: "厂房 仓库 办公楼 土地 租赁 房产 场地需求 space premises land",
    Kind.MARKET: "渠道 市场 销售 代理 招商 加盟 经销 market channel sales",
    Kind.IDEA: "想法 建议 创意 合作 其他 idea other",
}
KIND_WORDS = words_of(KINDS, {word: kind.value for kind, line in _BY_NAMES.items() for word in line.split()})
YES, NO = "yes", "no"
YES_NO_WORDS = {
    "是": YES, "匿名": YES, "要": YES, "√": YES, "y": YES, "yes": YES, "true": YES, "1": YES, "隐藏": YES,
    "否": NO, "不匿名": NO, "不": NO, "不要": NO, "实名": NO, "×": NO, "n": NO, "no": NO, "false": NO, "0": NO,
    "公开": NO,
}  # fmt: skip
