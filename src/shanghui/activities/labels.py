"""Words of programmes, activities and matchmaking that people read."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanghui.activities import rules
from shanghui.activities.rules import (
    ActivityKind,
    ActivityState,
    ApplicationState,
    Arrival,
    Broken,
    Confirmation,
    EncounterState,
    Measure,
    Mode,
    Part,
    ProgrammeState,
    QuestionKind,
    RegistrationState,
    Selection,
    TimetableState,
    WishState,
)
from shanghui.core.refusal import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROGRAMME_STATES: "dict[ProgrammeState, StrOrPromise]" = {
    ProgrammeState.DRAFT: _("草稿"),
    ProgrammeState.OPEN: _("征集中"),
    ProgrammeState.SELECTING: _("遴选中"),
    ProgrammeState.DECIDED: _("已选定"),
    ProgrammeState.WITHDRAWN: _("已撤销"),
}
SELECTIONS: "dict[Selection, StrOrPromise]" = {
    Selection.CRITERIA: _("按标准打分"),
    Selection.BALLOT: _("成员单位投票"),
}
APPLICATION_STATES: "dict[ApplicationState, StrOrPromise]" = {
    ApplicationState.SUBMITTED: _("已申请"),
    ApplicationState.CHOSEN: _("入选"),
    ApplicationState.NOT_CHOSEN: _("未入选"),
    ApplicationState.WITHDRAWN: _("已撤回"),
}
ACTIVITY_KINDS: "dict[ActivityKind, StrOrPromise]" = {
    ActivityKind.FEATURED: _("特色活动"),
    ActivityKind.BRAND: _("品牌活动"),
    ActivityKind.MATCHMAKING: _("对接会"),
    ActivityKind.PARTY_BUILDING: _("党建活动"),
    ActivityKind.TRAINING: _("培训"),
    ActivityKind.OTHER: _("其他活动"),
}
ACTIVITY_STATES: "dict[ActivityState, StrOrPromise]" = {
    ActivityState.DRAFT: _("草稿"),
    ActivityState.PUBLISHED: _("已发布"),
    ActivityState.CLOSED: _("已结束"),
    ActivityState.CANCELLED: _("已取消"),
}
CONFIRMATIONS: "dict[Confirmation, StrOrPromise]" = {
    Confirmation.CODE: _("本人输入验证码"),
    Confirmation.SECRETARY: _("秘书处确认"),
    Confirmation.NONE: _("不用确认"),
}
QUESTION_KINDS: "dict[QuestionKind, StrOrPromise]" = {
    QuestionKind.TEXT: _("一行文字"),
    QuestionKind.CHOICE: _("单选"),
    QuestionKind.MANY: _("多选"),
    QuestionKind.NUMBER: _("数字"),
    QuestionKind.YES: _("是或否"),
}
MEASURES: "dict[Measure, StrOrPromise]" = {
    Measure.ARRIVED: _("到场人数"),
    Measure.ARRIVED_SHARE: _("到场率（%）"),
    Measure.UNITS: _("到场的成员单位"),
    Measure.ENTERPRISES: _("到场的企业"),
    Measure.SATISFACTION: _("评价（5分制）"),
    Measure.NEEDS_FOUND: _("发现的需求"),
    Measure.INTRODUCTIONS: _("促成的引荐"),
    Measure.LANDED: _("90天内落地"),
}
REGISTRATION_STATES: "dict[RegistrationState, StrOrPromise]" = {
    RegistrationState.UNCONFIRMED: _("待确认"),
    RegistrationState.REGISTERED: _("已报名"),
    RegistrationState.WAITING: _("候补"),
    RegistrationState.CANCELLED: _("已取消"),
    RegistrationState.DECLINED: _("未通过"),
}
ARRIVALS: "dict[Arrival, StrOrPromise]" = {
    Arrival.CODE: _("扫码"),
    Arrival.LIST: _("点名单"),
    Arrival.OFFLINE: _("断网时记下"),
}
MODES: "dict[Mode, StrOrPromise]" = {
    Mode.WISH: _("双方约见，对方答应才排"),
    Mode.HOSTED: _("采购方点名，主办方安排"),
}
PARTS: "dict[Part, StrOrPromise]" = {
    Part.BUYER: _("采购方"),
    Part.SELLER: _("供应方"),
    Part.BOTH: _("又买又卖"),
}
WISH_STATES: "dict[WishState, StrOrPromise]" = {
    WishState.WISHED: _("等对方答复"),
    WishState.ACCEPTED: _("已答应"),
    WishState.DECLINED: _("已谢绝"),
    WishState.CANCELLED: _("已收回"),
    WishState.EXPIRED: _("过期未答"),
}
ENCOUNTER_STATES: "dict[EncounterState, StrOrPromise]" = {
    EncounterState.ACCEPTED: _("待排"),
    EncounterState.SCHEDULED: _("已排"),
    EncounterState.ATTENDED: _("谈过"),
    EncounterState.NO_SHOW: _("爽约"),
    EncounterState.CANCELLED: _("已取消"),
}
TIMETABLE_STATES: "dict[TimetableState, StrOrPromise]" = {
    TimetableState.WAITING: _("等着计算"),
    TimetableState.SOLVING: _("正在计算"),
    TimetableState.FAILED: _("没有算成"),
    TimetableState.DRAFT: _("草稿"),
    TimetableState.PUBLISHED: _("已发布"),
    TimetableState.WITHDRAWN: _("已收回"),
}
WEIGHTS: "dict[int, StrOrPromise]" = {
    1: pgettext_lazy("wish", "可以见"),
    2: pgettext_lazy("wish", "想见"),
    4: pgettext_lazy("wish", "一定要见"),
}
BROKEN: "dict[Broken, StrOrPromise]" = {
    Broken.TABLE_TAKEN: _("这张桌子这时有人：%(who)s。"),
    Broken.BUSY: _("%(who)s这时在%(table)s见%(with)s。"),
    Broken.ABSENT: _("%(who)s这时不在。"),
    Broken.SESSION: _("这一场只能排在“%(session)s”。"),
    Broken.ZONE: _("这一场只能坐“%(zone)s”区。"),
    Broken.RESOURCE: _("这时“%(resource)s”已经用完。"),
    Broken.PRECEDENCE: _("要排在%(who)s那一场之后。"),
    Broken.NOT_WITH: _("两家中有一家不愿见面。"),
    Broken.PAST: _("这个时段已经过去。"),
    Broken.LOCKED: _("这一场已经锁定，先解锁再挪。"),
    Broken.TABLE_CLOSED: _("这张桌子不用了。"),
}

REFUSALS: "dict[type[Refusal], StrOrPromise]" = {
    rules.ProgrammeStepRefused: _("舞台现在的状态不能这样做，什么都没有改动。请刷新后看最新状态。"),
    rules.ApplicationsClosed: _("这个舞台现在不收申请，您填的内容没有保存。请联系主办单位。"),
    rules.AppliedAlready: _("贵单位已经申请过这个舞台，没有重复保存。可以在原来的申请上修改。"),
    rules.ApplicationStepRefused: _("这份申请已经有了结果或已撤回，不能再改，内容没有变动。"),
    rules.NotSelecting: _("现在不在遴选期，打分和投票没有记下。请等主办单位开始遴选。"),
    rules.VotesUsed: _("贵单位的票已经投完，这一票没有记下。可以先收回一票再投。"),
    rules.OwnApplication: _("不能给自己单位的申请打分或投票，没有记下。"),
    rules.TooManyChosen: _("选中的超过了名额，什么都没有改动。请去掉几份再定。"),
    rules.PeriodReversed: _("结束日期早于开始日期，没有保存。请改日期后再试。"),
    rules.OtherSelection: _("这个舞台不是这样选的：按标准的打分，按投票的投票。没有记下。"),
    rules.DeadlinePast: _("申请截止日期已经过去，什么都没有改动。请先把截止日期改到今天或以后。"),
    rules.DeadlineLate: _("申请截止日期晚于舞台结束，没有保存。请改日期后再试。"),
    rules.OutsideProgramme: _("想办的日子不在舞台的期间里，没有保存。请改日期后再试。"),
    rules.CriteriaWanted: _("按标准打分，可是还没有写标准，什么都没有改动。请先写上标准。"),
    rules.ChoiceUnexplained: _("选的和排名不一样，还没有写理由，什么都没有改动。请写上理由再定。"),
    rules.AnswerWanted: _("还没有写答复或原因，什么都没有改动。请写上再试。"),
    rules.ActivityStepRefused: _("活动现在的状态不能这样做，什么都没有改动。请刷新后看最新状态。"),
    rules.ActivityTimesReversed: _("时间前后不对：结束要晚于开始，报名截止不能晚于结束。没有保存，请改后再试。"),
    rules.ActivityFixed: _("活动已经结束或取消，不能再改，内容没有变动。"),
    rules.QuestionAnswered: _("已有来宾回答的问题不能去掉，没有保存。可以改文字，或把“必填”取消。"),
    rules.RegistrationClosed: _("现在不收报名，没有记下。请联系主办单位。"),
    rules.InvitedOnly: _("这次活动凭邀请参加，您选的单位不在邀请之列，没有记下。请联系主办单位。"),
    rules.RegisteredAlready: _("这个姓名和电话已经报过名，没有重复记下。要改请用报名时收到的私人链接。"),
    rules.RegistrationOver: _("这份报名已经取消或没有通过，不能再改。要来请重新报名。"),
    rules.CodeWrong: _("验证码不对，报名还留着。请核对后再输一次。"),
    rules.CodeOver: _("验证码过期或输错次数太多，报名还留着。请再要一个验证码。"),
    rules.CheckedInAlready: _("这张签到码已经用过，这位来宾已签到，没有重复记。"),
    rules.OtherActivity: _("这张签到码不是这场活动的，没有记下。请核对来宾报的是哪一场。"),
    rules.NotOnTheDay: _("现在不是签到时间，没有记下。活动前一天到结束后一天可以签到。"),
    rules.NoSeatLeft: _("座位已满，没有登记。确定让这位来宾进场的话，请按“超员登记”。"),
    rules.NotArrived: _("这位来宾还没有签到，没有可以撤销的。请刷新后看最新状态。"),
    rules.FeedbackNotOpen: _("现在不能填写，没有保存。活动开始以后、结束后14天以内，报上名的来宾可以填写。"),
    rules.WishesClosed: _("现在不收约见，没有记下。请看活动页上的约见时间。"),
    rules.WishAnswered: _("这个约见已经有了答复或已过期，没有改动。请刷新后看最新状态。"),
    rules.WishedAlready: _("两家之间已有约见，没有重复记下。"),
    rules.NotWanted: _("对方现在不接受新的约见，没有记下。可以约别家。"),
    rules.QuotaUsed: _("能见的场次已经满了，没有记下。可以先取消一场再约。"),
    rules.WithItself: _("不能约见自己，没有记下。"),
    rules.EncounterStepRefused: _("这一场现在的状态不能这样做，什么都没有改动。请刷新后看最新状态。"),
    rules.EncounterToCome: _("这一场还没开始，等开始后再记有没有谈。"),
    rules.SessionUnfit: _("场次太短排不下一个时段，或与另一场次重叠，没有保存。请改时间后再试。"),
    rules.TimetableBusy: _("正在计算，算完才能改，什么都没有改动。"),
    rules.NotComputing: _("没有正在进行的计算，不用停。请刷新后看最新状态。"),
    rules.NothingToUndo: _("没有可以退回的一步，什么都没有改动。"),
    rules.NotDraft: _("已发布的日程不能直接改，没有改动。请用“当天有变”来修补，或先收回发布。"),
    rules.PlacementRefused: _("不能排在这里：%(why)s没有改动。"),
    rules.NothingPublished: _("还没有发布的日程。请等主办单位发布。"),
    rules.NothingToSchedule: _("没有约见、时段或桌子，没法排。请先设好场次、桌子，并等双方答应约见。"),
    rules.TimetableStands: _("已发布的日程用着这些时段或桌子，没有改动。请先收回发布，再改场次。"),
    rules.ZonesUnreadable: _("分区看不懂，没有保存。请一行写一个区，如“1-4 采购区”，桌号不要重复。"),
    rules.FirmUnknown: _("两家中有一家还没有归到会员企业名下，没有开始引荐。请先在报名里选好企业和单位。"),
    rules.SeatWanted: _("报名还没有确认，或还在候补，没有记下。轮到您以后就能参加对接。"),
    rules.TakesPartAlready: _("这位来宾已经在对接会名单里，没有重复加入。"),
    rules.ProposalOutdated: _("日程在您看方案时变过，没有改动。请再看一次新的方案。"),
}
