"""What is written of an activity."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shanghui.activities.actions.activity_parts import Parts
from shanghui.activities.forms.parts import AgendaField, BodiesField, InvitationsField
from shanghui.activities.labels import ACTIVITY_KINDS, CONFIRMATIONS
from shanghui.activities.models import Activity
from shanghui.activities.queries.conflicts import Planned
from shanghui.activities.rules import ActivityKind
from shanghui.catalogue.forms import EntryField
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: who sees it once it is published, in words
AUDIENCE_WORDS = [
    (Audience.OWN, _("仅主办、协办和受邀的单位看得到")),
    (Audience.AREA, _("本片区：同一片区的单位看得到")),
    (Audience.FEDERATION, _("全会：工商联和各商会、协会都看得到")),
    (Audience.PUBLIC, _("公开：登录的访客也看得到")),
]
#: fields that are no column of the activity itself
BESIDE = {"co_hosts", "agenda", "invitations", "version"}


#: what every activity has; the rest is folded until it is wanted
FIRST = ("kind", "title", "starts_at", "ends_at", "venue", "summary", "audience", "capacity", "confirmation")
FOLDED = (
    (_("面向谁、属于哪个系列"), ("public", "industry", "series")),
    (_("议程、介绍、协办单位、联系人"), ("agenda", "description", "co_hosts", "address", "contact")),
    (_("邀请名单、名额、报名截止"), ("invitations", "by_invitation", "quota_per_unit", "register_until")),
)


@dataclass(frozen=True)
class Fold:
    """Fields that many activities do without; open where something stands in them, or is wrong."""

    label: "StrOrPromise"
    fields: list[forms.BoundField]
    open: bool


class MomentInput(forms.DateTimeInput):
    """A date and a time of day, in the phone's own picker."""

    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class ActivityForm(forms.ModelForm[Activity]):
    """All that an activity says, but for its questions; the version is the one that was read."""

    kind = forms.ChoiceField(label=_("种类"), choices=[(kind.value, label) for kind, label in ACTIVITY_KINDS.items()])
    co_hosts = BodiesField(
        label=_("协办单位"), required=False, help_text=_("一行一个，写全称或简称。协办单位的秘书处也能一起办。")
    )
    agenda = AgendaField(
        label=_("议程"), required=False, help_text=_("一行一项：几点、做什么，有主讲人就写在竖线后面。")
    )
    industry = EntryField(
        kind="industry", required=False, label=_("面向哪个行业"), help_text=_("写行业名称或代码。不限就空着。")
    )
    audience = forms.ChoiceField(label=_("发布后谁看得到"), choices=AUDIENCE_WORDS, widget=forms.RadioSelect)
    confirmation = forms.ChoiceField(
        label=_("网上报名怎么确认"),
        choices=[(kind.value, label) for kind, label in CONFIRMATIONS.items()],
        widget=forms.RadioSelect,
        help_text=_("验证码发到邮箱；只留电话的，由秘书处打电话确认。"),
    )
    invitations = InvitationsField(
        label=_("邀请哪些单位"),
        required=False,
        help_text=_("一行一个单位，后面可以写名额，如“紧固件协会 20”。勾了“凭邀请”，就只有这些单位的人能报名。"),
    )
    register_until = forms.DateTimeField(
        label=_("报名截止"), required=False, widget=MomentInput(), help_text=_("不填就到活动开始为止。")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Activity
        fields = [
            "kind", "title", "summary", "description", "series", "public", "industry", "starts_at", "ends_at", "venue",
            "address", "contact", "audience", "by_invitation", "capacity", "quota_per_unit", "register_until", "confirmation",
        ]  # fmt: skip
        labels = {
            "title": _("活动名称"),
            "summary": _("一句话介绍"),
            "description": _("详细介绍"),
            "series": _("属于哪个系列"),
            "public": _("面向什么人"),
            "starts_at": _("开始"),
            "ends_at": _("结束"),
            "venue": _("地点"),
            "address": _("地址"),
            "contact": _("联系人和电话"),
            "by_invitation": _("凭邀请参加：只有邀请名单里的单位能报名"),
            "capacity": _("座位数"),
            "quota_per_unit": _("每个单位最多几人"),
        }
        help_texts = {
            "series": _("如“北片区企业家沙龙”。同一系列的写一样的名字。"),
            "public": _("如“紧固件企业采购经理”。同一片区同一周有单位面向同样的人，系统会提醒。"),
            "venue": _("如“嘉定区工商联三楼会议室”。"),
            "contact": _("写在报名页上，谁都看得到。"),
            "capacity": _("不限就空着。满了以后报名的进候补，有人取消就自动补上。"),
            "quota_per_unit": _("不限就空着。邀请名单里写了名额的，按名额。"),
        }
        widgets = {
            "starts_at": MomentInput(),
            "ends_at": MomentInput(),
            "description": forms.Textarea(attrs={"rows": 5}),
            "summary": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        for name in ("co_hosts", "invitations"):
            self.fields[name].actor = actor  # type: ignore[attr-defined]
        for name in ("capacity", "quota_per_unit"):
            self.fields[name].validators.append(MinValueValidator(1))
            self.fields[name].widget.attrs["min"] = 1
        self.initial["version"] = self.instance.version
        if self.instance.pk is not None:
            self._show_parts()
        else:
            self.initial = {"kind": ActivityKind.FEATURED} | self.initial

    def _show_parts(self) -> None:
        hosts = [row.organisation for row in self.instance.co_hosts.select_related("organisation")]
        invited = list(self.instance.invitations.select_related("organisation"))
        self.initial["co_hosts"] = hosts
        self.initial["agenda"] = list(self.instance.points.all())
        self.initial["invitations"] = [(row.organisation, row.quota) for row in invited]
        self.fields["co_hosts"].known = hosts  # type: ignore[attr-defined]
        self.fields["invitations"].known = [row.organisation for row in invited]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        begin, end, until = (facts.get(name) for name in ("starts_at", "ends_at", "register_until"))
        if begin and end and end <= begin:
            self.add_error("ends_at", _now("结束要晚于开始，请改过来。"))
        if until and end and until > end:
            self.add_error("register_until", _now("报名截止不能晚于活动结束，请改过来。"))
        if begin and not until:
            facts["register_until"] = begin
        return facts

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in FIRST]

    @property
    def folds(self) -> list[Fold]:
        found = []
        for label, names in FOLDED:
            fields = [self[name] for name in names]
            found.append(Fold(label, fields, any(field.errors or field.value() for field in fields)))
        return found

    def facts(self) -> dict[str, object]:
        """The cleaned columns, as an action takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in BESIDE}

    def parts(self) -> Parts:
        """All but the questions."""
        facts = self.cleaned_data
        invitations = {body.pk: quota for body, quota in facts["invitations"]}
        return Parts(co_hosts=facts["co_hosts"], points=facts["agenda"], invitations=invitations)

    def planned(self) -> Planned | None:
        """What is to be compared with the neighbours' plans; None while the time is not written."""
        facts = self.cleaned_data
        begin = facts.get("starts_at")
        organisation = self.instance.organisation_id or self.actor.organisation_id
        if not isinstance(begin, datetime) or organisation is None:
            return None
        industry = facts.get("industry")
        return Planned(
            organisation, begin, facts.get("public", ""), industry.pk if industry else None, self.instance.pk
        )


class ReasonForm(forms.Form):
    """Why it is cancelled, or why a guest cannot come: she is told."""

    reason = forms.CharField(
        label=_("原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("会写在给来宾的信里。")
    )
