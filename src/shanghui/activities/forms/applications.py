"""Forms of an application: what is applied for, a judge's points, the decision."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from shanghui.activities.models import Application, Criterion, Programme
from shanghui.activities.rules import MOST_POINTS
from shanghui.network.forms.enterprises import DateInput


class ApplicationForm(forms.ModelForm[Application]):
    """What a chamber would perform, when, for how many, for how much."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Application
        fields = ["title", "plan", "on", "guests", "money", "contact"]
        labels = {
            "title": _("活动名称"),
            "plan": _("方案"),
            "on": _("想办的日子"),
            "guests": _("预计人数"),
            "money": _("申请经费（元）"),
            "contact": _("联系人和电话"),
        }
        help_texts = {
            "title": _("最多60个字。入选以后就是活动的名称。"),
            "plan": _("办什么、请谁、怎么办，对照主办单位看重的写。"),
            "on": _("还没定就不填。"),
            "contact": _("只给主办单位看。"),
        }
        widgets = {"on": DateInput(), "plan": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.initial["version"] = self.instance.version
        self.fields["money"].validators.append(MinValueValidator(0))
        self.fields["money"].widget.attrs["min"] = 0
        self.fields["on"].widget.attrs |= {"min": f"{programme.start:%Y-%m-%d}", "max": f"{programme.end:%Y-%m-%d}"}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        on = facts.get("on")
        if on and not self.programme.start <= on <= self.programme.end:
            self.add_error("on", _("这一天不在舞台的期间里，请改过来。"))
        return facts


class PointsForm(forms.Form):
    """A judge's points, a row a criterion."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], given: Mapping[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for one in self.criteria:
            self.fields[f"points-{one.pk}"] = forms.TypedChoiceField(
                label=one.name,
                coerce=int,
                choices=[(number, str(number)) for number in range(1, MOST_POINTS + 1)],
                widget=forms.RadioSelect,
                initial=given.get(one.pk),
            )

    @property
    def rows(self) -> list[tuple[Criterion, forms.BoundField]]:
        return [(one, self[f"points-{one.pk}"]) for one in self.criteria]

    def points(self) -> dict[int, int]:
        return {one.pk: self.cleaned_data[f"points-{one.pk}"] for one in self.criteria}


class DecideForm(forms.Form):
    """Which applications are chosen, and what everybody is told."""

    reason = forms.CharField(
        label=_("和排名不一样的理由"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("按排名选就不用写。看得到舞台的人都看得到这句话。"),
    )  # fmt: skip
    answer = forms.CharField(
        label=_("给没有入选的单位的答复"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("每家都收到这句话；要单独说的，写在上面那家的后面。"),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, pks: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("answer", str(_("感谢申请。这次名额有限，没有选上，欢迎下次再来。")))
        self.pks = pks
        self.fields["chosen"] = forms.TypedMultipleChoiceField(
            coerce=int, choices=[(pk, str(pk)) for pk in pks], required=False
        )
        for pk in pks:
            shown = forms.TextInput(attrs={"placeholder": _("单独的答复（可不填）")})
            self.fields[f"answer-{pk}"] = forms.CharField(max_length=200, required=False, widget=shown)

    @property
    def picked(self) -> set[str]:
        """As they stand in the page, sent or suggested."""
        return {str(one) for one in self["chosen"].value() or []}

    def answers(self) -> dict[int, str]:
        return {pk: self.cleaned_data[f"answer-{pk}"] for pk in self.pks if self.cleaned_data[f"answer-{pk}"]}
