"""Forms of an introduction: one for each step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanghui.exchange.labels import DECLINE_REASONS, OUTCOMES, SIDES
from shanghui.exchange.rules import DeclineReason, OutcomeKind, Side
from shanghui.network.forms.enterprises import DateInput

REASONS = [(reason.value, label) for reason, label in DECLINE_REASONS.items()]


class VersionForm(forms.Form):
    """What she answers is what she has read."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class SideForm(VersionForm):
    """For which side she speaks."""

    side = forms.ChoiceField(choices=[(side.value, label) for side, label in SIDES.items()], widget=forms.HiddenInput)

    def clean_side(self) -> Side:
        return Side(self.cleaned_data["side"])


class ReasonFields(forms.Form):
    """Why not."""

    reason = forms.ChoiceField(
        label=_("原因"), choices=[("", _("选一个原因")), *REASONS], help_text=_("以后找伙伴时会参考这个原因。")
    )
    text = forms.CharField(
        label=_("补充一句（可不填）"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_reason(self) -> DeclineReason | None:
        return DeclineReason(self.cleaned_data["reason"]) if self.cleaned_data["reason"] else None


class DeclineForm(ReasonFields, SideForm):
    """No thanks, and why."""

    field_order = ["reason", "text", "side", "version"]


class MeetingForm(forms.Form):
    """They have met; what next?"""

    on = forms.DateField(label=_("哪天见的"), widget=DateInput())
    text = forms.CharField(
        label=_("谈得怎么样（可不填）"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_step = forms.CharField(
        label=_("约定的下一步（可不填）"), required=False, max_length=200, help_text=_("如“申岳寄样，澄屿试装”。")
    )
    next_step_on = forms.DateField(label=_("下一步在哪天"), required=False, widget=DateInput())


class NextStepForm(forms.Form):
    next_step = forms.CharField(label=_("下一步做什么"), max_length=200)
    on = forms.DateField(label=_("在哪天"), required=False, widget=DateInput())


class FollowUpForm(forms.Form):
    text = forms.CharField(
        label=_("企业怎么说"),
        max_length=1000,
        help_text=_("只有两边秘书处看得到。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OutcomeForm(forms.Form):
    """Intent, signed and landed are three facts."""

    kind = forms.ChoiceField(label=_("哪一种"), choices=[(kind.value, label) for kind, label in OUTCOMES.items()])
    on = forms.DateField(label=_("哪一天"), widget=DateInput())
    amount = forms.DecimalField(
        label=_("金额（元，可不填）"),
        required=False,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        help_text=_("只有两家企业和两边秘书处看得到；对外只公布至少三条引荐的合计。"),
    )
    evidence = forms.CharField(
        label=_("凭什么（可不填）"), required=False, max_length=200, help_text=_("如合同编号、收货单、到账回单。")
    )

    def clean_kind(self) -> OutcomeKind:
        return OutcomeKind(self.cleaned_data["kind"])


class ConcludeForm(ReasonFields):
    """With an outcome that is recorded, or with the reason why there is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        reason.required, reason.label = False, _("没有结果的话，原因是")
        reason.choices = [("", _("有结果，已经登记")), *REASONS]
        reason.help_text = ""


class MessageForm(forms.Form):
    text = forms.CharField(label=_("给对方秘书处写一句"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class DraftForm(forms.Form):
    """What one colleague writes to the other."""

    message = forms.CharField(
        label=_("给对方秘书处的话"),
        max_length=1000,
        help_text=_("只有对方秘书处看得到。不要写电话、微信和邮箱：双方同意以后，系统会给出联系方式。"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ConsentAnswerForm(ReasonFields):
    """Of somebody without an account: 同意, or 谢绝 and why."""

    answer = forms.ChoiceField(choices=[("yes", _("同意")), ("no", _("谢绝"))], widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("answer") == "no" and not found.get("reason"):
            self.add_error("reason", _("请选一个原因，对方秘书处才知道怎么改进。"))
        return found
