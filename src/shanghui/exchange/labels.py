"""Words of the exchange that people read."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shanghui.core.refusal import Refusal
from shanghui.exchange import rules
from shanghui.exchange.rules import (
    AgreementEnding,
    AgreementState,
    Attribute,
    Check,
    Closing,
    CommitmentState,
    DeclineReason,
    Duty,
    EventKind,
    Fit,
    IntroductionState,
    ListingKind,
    ListingState,
    Origin,
    OutcomeKind,
    Relation,
    Side,
    Verdict,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SIDES: "dict[Side, StrOrPromise]" = {Side.NEED: _("需求"), Side.OFFER: _("供给")}
KINDS: "dict[ListingKind, StrOrPromise]" = {
    ListingKind.PRODUCT: _("产品"),
    ListingKind.SERVICE: _("服务"),
    ListingKind.TECHNOLOGY: _("技术"),
    ListingKind.TALENT: _("人才"),
    ListingKind.CAPITAL: _("资金"),
    ListingKind.SPACE: _("场地"),
    ListingKind.MARKET: _("市场渠道"),
    ListingKind.IDEA: _("点子"),
}
LISTING_STATES: "dict[ListingState, StrOrPromise]" = {
    ListingState.DRAFT: _("草稿"),
    ListingState.SUBMITTED: _("待审核"),
    ListingState.PUBLISHED: _("已发布"),
    ListingState.REJECTED: _("已退回"),
    ListingState.CLOSED: _("已关闭"),
}
CLOSINGS: "dict[Closing, StrOrPromise]" = {
    Closing.FULFILLED: _("已解决"),
    Closing.WITHDRAWN: _("已撤回"),
    Closing.LAPSED: _("已到期"),
}
ORIGINS: "dict[Origin, StrOrPromise]" = {
    Origin.ENTERED: _("手工录入"),
    Origin.PASTE: _("从群消息粘贴"),
    Origin.IMPORT: _("表格导入"),
    Origin.PROGRAM: _("程序写入"),
    Origin.VISIT: _("走访"),
    Origin.ACTIVITY: _("活动"),
}
ATTRIBUTES: "dict[Attribute, StrOrPromise]" = {
    Attribute.SIZE: _("规格"),
    Attribute.GRADE: _("等级"),
    Attribute.MATERIAL: _("材质"),
    Attribute.STANDARD: _("标准"),
    Attribute.CERTIFICATE: _("证书"),
    Attribute.QUANTITY: _("数量"),
    Attribute.REGION: _("地区"),
    Attribute.DEADLINE: _("期限"),
    Attribute.PRICE: _("价格"),
    Attribute.OTHER: _("其他要求"),
}
RELATIONS: "dict[Relation, StrOrPromise]" = {
    Relation.EQUAL: _("等于"),
    Relation.AT_LEAST: _("不低于"),
    Relation.AT_MOST: _("不超过"),
    Relation.ONE_OF: _("其中之一"),
    Relation.NEAR: _("附近"),
}
CHECKS: "dict[Check, StrOrPromise]" = {
    Check.CLARITY: _("说得清楚：外行也看得懂要什么、给什么"),
    Check.COMPLETENESS: _("写得完整：数量、规格、期限、地区能写的都写了"),
    Check.COOPERATION: _("有合作意愿：问过企业，对方愿意被联系"),
    Check.RULES: _("合规：没有联系方式、没有夸大、没有违禁内容"),
}
INTRODUCTION_STATES: "dict[IntroductionState, StrOrPromise]" = {
    IntroductionState.DRAFTED: _("起草"),
    IntroductionState.ASKED: _("已发出，等对方秘书处"),
    IntroductionState.SCREENED: _("等两家企业同意"),
    IntroductionState.CONSENTED: _("双方同意，等见面"),
    IntroductionState.MET: _("已见面"),
    IntroductionState.NEGOTIATING: _("洽谈中"),
    IntroductionState.CONCLUDED: _("已办结"),
    IntroductionState.DECLINED: _("已谢绝"),
    IntroductionState.LAPSED: _("超时失效"),
}
DUTIES: "dict[Duty, StrOrPromise]" = {
    Duty.ASK: _("发给对方秘书处"),
    Duty.SCREEN: _("回复对方秘书处"),
    Duty.CONSENT: _("问企业愿不愿意"),
    Duty.MEET: _("约见面，见了就登记"),
    Duty.FOLLOW_UP: _("到了回访的日子"),
    Duty.NEXT_STEP: _("约好的下一步到日子了"),
    Duty.NEGOTIATE: _("问问要不要接着谈"),
    Duty.OUTCOME: _("登记成效，或者办结"),
}
FITS: "dict[Fit, StrOrPromise]" = {
    Fit.MET: _("满足"),
    Fit.GAP: _("不满足"),
    Fit.UNKNOWN: _("未知"),
}
OUTCOMES: "dict[OutcomeKind, StrOrPromise]" = {
    OutcomeKind.INTENT: _("意向"),
    OutcomeKind.SIGNED: _("签约"),
    OutcomeKind.LANDED: _("落地"),
}
DECLINE_REASONS: "dict[DeclineReason, StrOrPromise]" = {
    DeclineReason.WRONG_PRODUCT: _("产品不对"),
    DeclineReason.TOO_SMALL: _("量太小"),
    DeclineReason.TOO_FAR: _("太远"),
    DeclineReason.PRICE: _("价格不合适"),
    DeclineReason.NO_CAPACITY: _("没有产能"),
    DeclineReason.KNOWN_ALREADY: _("早就认识"),
    DeclineReason.OTHER: pgettext_lazy("谢绝原因", "其他"),
}
EVENTS: "dict[EventKind, StrOrPromise]" = {
    EventKind.DRAFTED: _("起草引荐"),
    EventKind.ASKED: _("发给对方秘书处"),
    EventKind.SCREENED: _("对方秘书处愿意引荐"),
    EventKind.LINK: _("做好征询链接"),
    EventKind.CONSENTED: _("企业同意"),
    EventKind.RELEASED: _("双方看到对方的联系方式"),
    EventKind.REMINDED: _("系统提醒"),
    EventKind.MESSAGE: _("秘书处留言"),
    EventKind.MET: _("双方见面"),
    EventKind.NEXT_STEP: _("约定下一步"),
    EventKind.NEGOTIATING: _("进入洽谈"),
    EventKind.FOLLOW_UP: _("到了回访的日子"),
    EventKind.FOLLOWED_UP: _("回访"),
    EventKind.OUTCOME: _("登记成效"),
    EventKind.CONCLUDED: _("办结"),
    EventKind.DECLINED: _("谢绝"),
    EventKind.LAPSED: _("没有人回复，超时失效"),
}
REFUSALS: "dict[type[Refusal], StrOrPromise]" = {
    rules.ListingStepRefused: _("这条信息现在的状态不能这样办。什么都没有改动；请刷新页面看看它现在到哪一步了。"),
    rules.ListingNotOpen: _("这条信息还没有发布，或者已经关闭、到期。什么都没有改动。"),
    rules.TooManyClasses: _("一条信息最多选5个品类。您填的都还在；请去掉几个再保存。"),
    rules.RangeUpsideDown: _("上限比下限小。您填的都还在；请改过来再保存。"),
    rules.ContactsInText: _(
        "正文里有联系方式“%(found)s”。没有保存，您填的都还在；请删掉它：双方同意引荐后，系统会给出联系方式。"
    ),
    rules.NameInText: _(
        "选了不显示企业名称，正文里却写着“%(found)s”。没有保存，您填的都还在；请删掉它，或改成显示企业名称。"
    ),
    rules.ExtendedAlready: _("已经延期过一次。没有再延；还需要的话请问过企业，重新发布一条。"),
    rules.ChecklistOpen: _("审核清单还有没打勾的。没有发布；请逐项看过，或者退回并说明原因。"),
    rules.SecondEyesWanted: _("自己提交的信息要由同事或本片区的另一位秘书来发布。信息还在待审核里，没有丢。"),
    rules.ReasonWanted: _("请说明原因。什么都没有改动；选一个原因再提交。"),
    rules.IntroductionStepRefused: _("这条引荐现在的状态不能这样办。什么都没有改动；请刷新页面看看它到哪一步了。"),
    rules.IntroductionLapsed: _("超过期限没有人回复，这条引荐已经失效。记录都在；还需要的话可以重新引荐。"),
    rules.AnsweredAlready: _("已经有人先办了。您这一次没有改动什么；请刷新页面看看结果。"),
    rules.OwnListingOnly: _("引荐要从本单位的一条供需发起。什么都没有改动；请先录入或打开本单位的供需。"),
    rules.SameFirm: _("需求和供给是同一家企业的，不用引荐。什么都没有改动。"),
    rules.IntroducedAlready: _("这两条信息已经在引荐了。没有新建；请打开原来的那一条。"),
    rules.ConsentMissing: _("两家企业还没有都同意，联系方式不能放出去。什么都没有改动。"),
    rules.NotYet: _("日期在今天之后，还没有发生。您填的都还在；请改成已经发生的那一天。"),
    rules.OutcomeAlready: _("这项成效已经登记过，同一笔生意只算一次。没有重复登记。"),
}
REFUSALS |= {
    rules.NothingToSave: _("没有保存：先在“需求”或“供给”里选一个条件或写一个词，再保存这个搜索。"),
    rules.SavedAlready: _("这个搜索您已经保存过。没有再存；在“已存的搜索”里可以看到它。"),
    rules.TooManySearches: _("已经存了50个搜索。没有保存；请先删掉不用的。"),
}

#: what the audit trail says on a listing's page
LISTING_ACTIONS: "dict[str, StrOrPromise]" = {
    "add_listing": _("录入"),
    "edit_listing": _("修改"),
    "submit_listing": _("提交审核"),
    "publish_listing": _("审核通过，发布"),
    "reject_listing": _("退回"),
    "extend_listing": _("延期"),
    "close_listing": _("关闭"),
    "lapse_listing": _("到期，自动关闭"),
}
# --- agreements
AGREEMENT_STATES: "dict[AgreementState, StrOrPromise]" = {
    AgreementState.DRAFTED: pgettext_lazy("协议", "起草"),
    AgreementState.IN_FORCE: pgettext_lazy("协议", "生效中"),
    AgreementState.ENDED: pgettext_lazy("协议", "已结束"),
}
AGREEMENT_ENDINGS: "dict[AgreementEnding, StrOrPromise]" = {
    AgreementEnding.EXPIRED: pgettext_lazy("协议", "到期结束"),
    AgreementEnding.TERMINATED: pgettext_lazy("协议", "提前终止"),
    AgreementEnding.RENEWED: pgettext_lazy("协议", "已续签"),
}
COMMITMENT_STATES: "dict[CommitmentState, StrOrPromise]" = {
    CommitmentState.OPEN: pgettext_lazy("承诺事项", "待履行"),
    CommitmentState.KEPT: pgettext_lazy("承诺事项", "已履行"),
    CommitmentState.BROKEN: pgettext_lazy("承诺事项", "没有做到"),
    CommitmentState.DROPPED: pgettext_lazy("承诺事项", "不再要求"),
}
VERDICTS: "dict[Verdict, StrOrPromise]" = {
    Verdict.CONTINUE: pgettext_lazy("协议评估", "照常继续"),
    Verdict.CHANGE: pgettext_lazy("协议评估", "需要调整"),
    Verdict.END: pgettext_lazy("协议评估", "建议终止"),
}
REFUSALS |= {
    rules.AgreementStepRefused: _("这份协议现在的状态不能这样办。什么都没有改动；请刷新页面看看它现在到哪一步了。"),
    rules.PartiesUnfit: _("一份协议要有2至20个签约方，每个只写一次。您填的都还在；请改过来再保存。"),
    rules.SignatureMissing: _("还没有填签订日期或生效日期，协议没有生效。请先在“修改”里补上。"),
    rules.PartyOwes: _("去掉的签约方还有承诺事项挂在它名下，没有保存。请留着它；不再要求的承诺可以逐条说明原因。"),
    rules.CommitmentSettled: _("这项承诺已经有了结果，或者续签时转到了新协议。您这一次没有改动什么；请刷新页面看看。"),
    rules.EvidenceWanted: _("请写一句凭据：什么时候、做了什么、在哪里看得到。什么都没有改动。"),
}


def condition_words(attribute: Attribute, relation: Relation, value: str) -> str:
    """A requirement as one phrase: 等级不低于10.9级."""
    words = {"attribute": ATTRIBUTES[attribute], "relation": RELATIONS[relation], "value": value}
    if relation is Relation.EQUAL:
        return gettext("%(attribute)s：%(value)s") % words
    return gettext("%(attribute)s：%(relation)s%(value)s") % words
