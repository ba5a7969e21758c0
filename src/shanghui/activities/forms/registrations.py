"""What a guest writes: who she is, through whom she comes, the organiser's own questions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shanghui.activities.models import Activity, Question, Registration
from shanghui.activities.rules import Confirmation, QuestionKind
from shanghui.core.actor import Actor
from shanghui.engines import language
from shanghui.exchange.forms.listings import MemberField
from shanghui.network.models import Organisation

PHONE = r"^[+\d][\d\s\-()转#]{4,38}$"
PREFIX = "answer_"


class GuestForm(forms.Form):
    """Facts of a guest and her answers."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    firm = forms.CharField(label=_("企业或单位"), max_length=120, required=False)
    position = forms.CharField(label=_("职务"), max_length=60, required=False)
    phone = forms.RegexField(
        PHONE,
        label=_("手机"),
        max_length=40,
        error_messages={"invalid": _("电话号码没有读懂，请只写数字。")},
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(label=_("邮箱"), max_length=254, required=False)

    def __init__(
        self, *args: Any, questions: Iterable[Question], answers: Mapping[int, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for row in self.questions:
            self.fields[f"{PREFIX}{row.pk}"] = _field(row, (answers or {}).get(row.pk, ""))

    def clean_phone(self) -> str:
        return "".join(language.normalise(self.cleaned_data["phone"]).split())

    def facts(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in ("name", "firm", "position", "phone", "email")}

    def answers(self) -> dict[int, str]:
        return {row.pk: _said(row, self.cleaned_data.get(f"{PREFIX}{row.pk}")) for row in self.questions}


class PublicForm(GuestForm):
    """On the page without an account. `website` is for programs that fill in whatever they find."""

    unit = forms.TypedChoiceField(label=_("通过哪个单位参加"), required=False, coerce=int, empty_value=None)
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label=_("我同意主办单位为这场活动使用以上信息"), error_messages={"required": _("请先同意，才能报名。")}
    )

    def __init__(self, *args: Any, activity: Activity, units: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, questions=activity.questions.all(), **kwargs)
        choices: list[tuple[object, object]] = [(body.pk, body.called) for body in units]
        unit = self.fields["unit"]
        if activity.by_invitation:
            unit.required = True
        unit.choices = [("", _now("请选择") if activity.by_invitation else _now("不经单位，自己来")), *choices]  # type: ignore[attr-defined]
        self.fields["website"].widget = forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
        for name, hint in (("name", "name"), ("firm", "organization"), ("phone", "tel"), ("email", "email")):
            self.fields[name].widget.attrs["autocomplete"] = hint
        if activity.confirmation == Confirmation.CODE:
            self.fields["email"].help_text = _now("验证码发到这里，输入就报上了。不留邮箱的，由秘书处打电话确认。")
        else:
            self.fields["email"].help_text = _now("留了就能收到确认、候补和变动的通知。")
        self.order_fields(["name", "firm", "position", "unit", "phone", "email"])
        self.fields["agreed"] = self.fields.pop("agreed")

    @property
    def is_program(self) -> bool:
        """Something was written where a person sees no field."""
        return bool(self.data.get("website"))

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {"website", "agreed"}]


class EnteredForm(GuestForm):
    """By a secretary, for a member or for anybody: a name is enough."""

    def __init__(self, *args: Any, actor: Actor, units: Sequence[Organisation], hosts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = False
        for row in self.questions:
            self.fields[f"{PREFIX}{row.pk}"].required = False
        if actor.enterprise_id is None:
            member = MemberField(label=_now("本单位的会员"), required=False)
            member.help_text = _now("写名称、简称或拼音首字母；不是会员的，写在下面“企业或单位”里。")
            member.actor = actor
            self.fields["enterprise"] = member
        if hosts or actor.enterprise_id is not None:
            choices: list[tuple[object, object]] = [("", _now("不经单位")), *((body.pk, body.called) for body in units)]
            self.fields["unit"] = forms.TypedChoiceField(
                label=_now("通过哪个单位参加"), choices=choices, required=False, coerce=int, empty_value=None
            )
        self.order_fields(["enterprise", "name", "firm", "position", "unit", "phone", "email"])


class CodeForm(forms.Form):
    """Six digits."""

    code = forms.RegexField(
        r"^\s*\d{6}\s*$",
        label=_("验证码"),
        error_messages={"invalid": _("验证码是6位数字。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "6"}),
    )


def initial_of(guest: Registration) -> dict[str, object]:
    return {name: getattr(guest, name) for name in ("name", "firm", "position", "phone", "email")}


def _field(row: Question, given: str) -> forms.Field:
    facts: dict[str, Any] = {"label": row.text, "required": row.demanded}
    choices = [(one, one) for one in row.options]
    if row.kind == QuestionKind.CHOICE:
        return forms.ChoiceField(choices=[("", _now("请选择")), *choices], initial=given, **facts)
    if row.kind == QuestionKind.MANY:
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=widget, initial=given.split("\n"), **facts)
    if row.kind == QuestionKind.NUMBER:
        return forms.DecimalField(max_digits=15, decimal_places=4, initial=given or None, **facts)
    if row.kind == QuestionKind.YES:
        words = [("yes", _now("是")), ("no", _now("否"))]
        return forms.ChoiceField(choices=words, widget=forms.RadioSelect, initial=given, **facts)
    return forms.CharField(max_length=500, initial=given, **facts)


def _said(row: Question, value: Any) -> str:
    if value is None:
        return ""
    if row.kind == QuestionKind.MANY:
        return "\n".join(value)
    return (
        f"{value:f}".rstrip("0").rstrip(".") if row.kind == QuestionKind.NUMBER and "." in f"{value:f}" else str(value)
    )
