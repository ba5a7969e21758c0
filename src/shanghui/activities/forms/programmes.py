"""Forms of a programme: its facts, and what a step asks."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanghui.activities.labels import SELECTIONS
from shanghui.activities.models import Programme
from shanghui.activities.queries.reach import reaches
from shanghui.activities.rules import MOST_PLACES, MOST_VOTES, Selection
from shanghui.core.audience import Audience
from shanghui.network.forms.enterprises import DateInput
from shanghui.network.models import Organisation

#: who sees it once it is open, in words
AUDIENCE_WORDS = {
    Audience.AREA: _("本片区：同一片区的单位看得到，可以申请"),
    Audience.FEDERATION: _("全会：工商联和各商会、协会都看得到，可以申请"),
    Audience.PUBLIC: _("公开：登录的访客也看得到，各单位可以申请"),
}


class ProgrammeForm(forms.ModelForm[Programme]):
    """All but the criteria; the version is the one that was read."""

    places = forms.IntegerField(
        label=_("选几家"), min_value=1, max_value=MOST_PLACES, initial=1, help_text=_("最多选这么多家来承办。")
    )
    selection = forms.ChoiceField(
        label=_("怎么选"), choices=[(k.value, v) for k, v in SELECTIONS.items()], widget=forms.RadioSelect,
        initial=Selection.CRITERIA,
        help_text=_("打分：主办单位的人按下面的标准打分。投票：每个成员单位投几票，不能投自己。"),
    )  # fmt: skip
    votes_each = forms.IntegerField(
        label=_("每个单位投几票"), min_value=1, max_value=MOST_VOTES, initial=1, required=False,
        help_text=_("按投票选才用得上；一份申请一个单位最多投一票。"),
    )  # fmt: skip
    audience = forms.ChoiceField(label=_("谁看得到"), widget=forms.RadioSelect)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Programme
        fields = [
            "title", "theme", "wanted", "start", "end", "apply_until", "places", "venue", "budget", "selection",
            "votes_each", "audience",
        ]  # fmt: skip
        labels = {
            "title": _("舞台名称"),
            "theme": _("主题"),
            "wanted": _("想要什么样的活动"),
            "venue": pgettext_lazy("programme", "场地"),
            "budget": _("经费总额（元）"),
            "start": _("从哪天"),
            "end": _("到哪天"),
            "apply_until": _("申请截止"),
        }
        help_texts = {
            "title": _("最多60个字。比如：北片区2027年春季会员日。"),
            "wanted": _("要谁来办、办成什么样、主办单位给什么。"),
            "venue": _("入选的活动先用这个场地，可以再改。"),
            "apply_until": _("这一天还可以申请。"),
        }
        widgets = {
            "start": DateInput(),
            "end": DateInput(),
            "apply_until": DateInput(),
            "theme": forms.Textarea(attrs={"rows": 3}),
            "wanted": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = reaches(organisation)
        audience = self.fields["audience"]
        assert isinstance(audience, forms.ChoiceField)
        audience.choices = [(one.value, AUDIENCE_WORDS[one]) for one in known]
        self.fields["budget"].validators.append(MinValueValidator(0))
        self.fields["budget"].widget.attrs["min"] = 0
        if self.instance.pk is None:
            self.initial.setdefault("audience", known[0])
        self.initial["version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        facts["votes_each"] = facts.get("votes_each") or 1
        start, end, until = facts.get("start"), facts.get("end"), facts.get("apply_until")
        if start and end and end < start:
            self.add_error("end", _("结束在开始之前，请改过来。"))
        if until and end and until > end:
            self.add_error("apply_until", _("截止在舞台结束之后，请改过来。"))
        return facts

    def facts(self) -> dict[str, object]:
        """The cleaned columns, as an action takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ReopenForm(forms.Form):
    """Until which day chambers may apply again."""

    apply_until = forms.DateField(label=_("新的申请截止"), widget=DateInput(), help_text=_("这一天还可以申请。"))

    def __init__(self, *args: Any, end: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["apply_until"].widget.attrs["max"] = f"{end:%Y-%m-%d}"


class WithdrawForm(forms.Form):
    """Why it will not be."""

    reason = forms.CharField(
        label=_("为什么撤销"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("已经申请的单位会收到这句话。"),
    )  # fmt: skip
