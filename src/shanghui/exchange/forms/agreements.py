"""Forms of agreements and commitments."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.exchange.labels import VERDICTS
from shanghui.exchange.models import Agreement, AgreementParty, Commitment
from shanghui.exchange.queries.parties import Unclear, found_party
from shanghui.exchange.rules import FEWEST_PARTIES, LONGEST_MONTHS, MOST_PARTIES
from shanghui.network.forms.enterprises import DateInput
from shanghui.network.models import Enterprise, Organisation

#: who knows that it exists, in words
AUDIENCE_WORDS = [
    (Audience.OWN, _("只有签约各方：各方的秘书处和签约企业")),
    (Audience.AREA, _("本片区：同一片区的单位知道有这份协议和签约方，看不到内容")),
    (Audience.FEDERATION, _("全会：工商联和各商会、协会知道有这份协议和签约方，看不到内容")),
    (Audience.PUBLIC, _("公开：登录的访客也知道有这份协议和签约方，看不到内容")),
]
Place = Organisation | Enterprise


class PartiesField(forms.CharField):
    """One party a line, by full name, short name or credit code. Cleans to the rows, in the order written."""

    #: a text field grows with what is in it: the hint shows that there is room for more than one line
    widget = forms.Textarea(attrs={"rows": 4, "placeholder": _("上海市某某商会\n嘉定区工商联\n上海某某有限公司")})
    actor: Actor
    known: Sequence[Place] = ()

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else "\n".join(place.name for place in value)

    def clean(self, value: Any) -> Any:
        written = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if not FEWEST_PARTIES <= len(written) <= MOST_PARTIES:
            raise forms.ValidationError(_now("请写2至20个签约方，一行一个。"))
        places, faults = [], []
        for text in written:
            try:
                places.append(found_party(self.actor, text, self.known))
            except Unclear as unclear:
                faults.append(_fault(text, unclear.candidates))
        if faults:
            raise forms.ValidationError(faults)
        if len({(type(place), place.pk) for place in places}) < len(places):
            raise forms.ValidationError(_now("有一个签约方写了两次，请删掉一行。"))
        return places


def _fault(text: str, candidates: Sequence[str]) -> str:
    if candidates:
        names = "”“".join(candidates)
        return _now("“%(text)s”不够清楚，是不是“%(names)s”？请写全称。") % {"text": text, "names": names}
    return _now("网络里没有找到“%(text)s”。请写全称、简称或信用代码。") % {"text": text}


class AgreementForm(forms.ModelForm[Agreement]):
    """Facts, text and parties of an agreement."""

    sides = PartiesField(label=_("签约方"), help_text=_("一行一个，至少两个：单位或企业的全称、简称、信用代码都行。"))
    audience = forms.ChoiceField(label=_("谁知道有这份协议"), choices=AUDIENCE_WORDS, widget=forms.RadioSelect)
    review_months = forms.IntegerField(
        label=_("每几个月评估一次"),
        required=False,
        min_value=1,
        max_value=LONGEST_MONTHS,
        help_text=_("不填就不提醒评估。"),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ["title", "sides", "purpose", "signed_on", "start", "end", "review_months", "text", "audience"]

    class Meta:
        model = Agreement
        fields = ["title", "purpose", "signed_on", "start", "end", "review_months", "text", "audience"]
        labels = {
            "title": _("协议名称"),
            "purpose": _("合作什么"),
            "signed_on": _("签订日期"),
            "start": _("从哪天起生效"),
            "end": _("到哪天为止"),
            "text": _("协议正文"),
        }
        help_texts = {
            "end": _("长期有效就不填。"),
            "text": _("只给签约各方的秘书处看，别人看不到。"),
        }
        widgets = {
            "signed_on": DateInput(),
            "start": DateInput(),
            "end": DateInput(),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "text": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args: Any, actor: Actor, known: Sequence[Place] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"audience": Audience.OWN, **self.initial, "version": self.instance.version}
        parties = self.fields["sides"]
        assert isinstance(parties, PartiesField)
        parties.actor, parties.known = actor, known
        if self.instance.pk is not None:
            standing = self.instance.sides
            self.initial["sides"], parties.known = standing, [*known, *standing]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        start, end = facts.get("start"), facts.get("end")
        if start and end and end < start:
            self.add_error("end", _now("到期日在生效日之前，请改过来。"))
        return facts


class ReviewForm(forms.Form):
    """What was found, and what follows from it."""

    on = forms.DateField(label=_("评估日期"), widget=DateInput())
    found = forms.CharField(
        label=_("评估情况"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("哪些做到了，哪些没有，双方怎么看。签约各方都看得到。"),
    )  # fmt: skip
    verdict = forms.ChoiceField(
        label=_("结论"), choices=[(k.value, v) for k, v in VERDICTS.items()], widget=forms.RadioSelect
    )


class ReasonForm(forms.Form):
    """Why it ends, was not kept, is not asked for any more."""

    reason = forms.CharField(label=_("原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class KeptForm(forms.Form):
    """What shows that it was kept: a sentence, or an introduction between the parties."""

    evidence = forms.CharField(
        label=_("凭据"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("什么时候、做了什么、在哪里看得到。"),
    )  # fmt: skip
    reference = forms.ChoiceField(label=_("或者选一条引荐"), required=False)

    def __init__(self, *args: Any, references: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(references)
        if choices:
            self.fields["reference"].choices = [("", _now("不选")), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["reference"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not facts.get("evidence") and not facts.get("reference"):
            self.add_error("evidence", _now("请写一句凭据。"))
        return facts


class CommitmentForm(forms.Form):
    """Who owes what by when, once or again and again."""

    party = forms.TypedChoiceField(label=_("谁的承诺"), coerce=int)
    text = forms.CharField(label=_("承诺做什么"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(label=_("哪天以前做到"), widget=DateInput())
    repeat_months = forms.IntegerField(
        label=_("每几个月一次"), required=False, min_value=1, max_value=LONGEST_MONTHS,
        help_text=_("只做一次就不填。填了，每次有结果以后自动排下一次，直到协议到期。"),
    )  # fmt: skip

    def __init__(self, *args: Any, parties: Iterable[AgreementParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(row.pk, row.place.called) for row in parties]  # type: ignore[attr-defined]


class RenewForm(forms.Form):
    """The new term, and a new date for each open commitment; one without a date stays behind."""

    signed_on = forms.DateField(label=_("签订日期"), widget=DateInput())
    start = forms.DateField(label=_("从哪天起生效"), widget=DateInput())
    end = forms.DateField(label=_("到哪天为止"), required=False, widget=DateInput(), help_text=_("长期有效就不填。"))

    def __init__(self, *args: Any, dues: Iterable[tuple[Commitment, date]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = list(dues)
        self.owed = [row.pk for row, _due in pairs]
        for row, due_on in pairs:
            label = _now("%(party)s：%(text)s") % {"party": row.party.place.called, "text": row.text}
            self.fields[f"due_{row.pk}"] = forms.DateField(
                label=label,
                initial=due_on,
                required=False,
                widget=DateInput(),
                help_text=_("新的日期；清空就不转过去。"),
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        start, end = facts.get("start"), facts.get("end")
        if start and end and end < start:
            self.add_error("end", _now("到期日在生效日之前，请改过来。"))
        return facts

    @property
    def dues(self) -> dict[int, date]:
        """Commitment → its new date."""
        given = {pk: self.cleaned_data.get(f"due_{pk}") for pk in self.owed}
        return {pk: due_on for pk, due_on in given.items() if due_on}
