"""The rows of own questions below an activity: as many as are filled, and an empty one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shanghui.activities.actions.activity_parts import Asked
from shanghui.activities.labels import QUESTION_KINDS
from shanghui.activities.models import Question
from shanghui.activities.rules import MOST_QUESTIONS, QuestionKind

PREFIX = "question"


class QuestionForm(forms.Form):
    """One question. A row without a text is none."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("怎么答"), choices=[(key.value, label) for key, label in QUESTION_KINDS.items()])
    text = forms.CharField(label=_("问什么"), max_length=120, required=False)
    choices = forms.CharField(
        label=_("选项，用顿号或换行隔开"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": _("选项，用顿号或换行隔开")}),
    )
    demanded = forms.BooleanField(label=_("必填"), required=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        chosen = facts.get("kind") in {QuestionKind.CHOICE, QuestionKind.MANY}
        if facts.get("text") and chosen and not _options(facts.get("choices", "")):
            self.add_error("choices", _now("请写选项。"))
        return facts

    def asked(self) -> Asked | None:
        facts = self.cleaned_data
        if not facts["text"]:
            return None
        options = tuple(_options(facts["choices"]))
        return Asked(facts["text"], QuestionKind(facts["kind"]), options, facts["demanded"], facts["id"])


class QuestionForms:
    """The rows of one page. `rows` is how many came back; a plain count, so that one more is a plain button."""

    prefix = PREFIX

    def __init__(self, data: "Mapping[str, str] | None" = None, *, given: Iterable[Question] = ()) -> None:
        if data is not None:
            self.forms = [QuestionForm(data, prefix=f"{PREFIX}-{at}") for at in range(_count(data))]
        else:
            self.forms = self._unbound([*(_initial(one) for one in given), {}])

    def _unbound(self, rows: Iterable[Mapping[str, object]]) -> list[QuestionForm]:
        return [QuestionForm(initial=dict(row), prefix=f"{PREFIX}-{at}") for at, row in enumerate(rows)]

    def one_more(self) -> None:
        """What was typed, unjudged, and an empty row."""
        typed = [{name: form[name].value() for name in form.fields} for form in self.forms]
        self.forms = self._unbound([*typed, {}][:MOST_QUESTIONS])

    @property
    def rows(self) -> int:
        return len(self.forms)

    @property
    def may_grow(self) -> bool:
        return self.rows < MOST_QUESTIONS

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]

    def asked(self) -> list[Asked]:
        found = (form.asked() for form in self.forms)
        return [one for one in found if one is not None]


def _count(data: "Mapping[str, str]") -> int:
    told = data.get(f"{PREFIX}-rows", "")
    return min(int(told), MOST_QUESTIONS) if told.isascii() and told.isdigit() and len(told) < 4 else 0


def _options(text: str) -> list[str]:
    return [one.strip() for one in text.replace("、", "\n").splitlines() if one.strip()]


def _initial(one: Question) -> Mapping[str, object]:
    return {
        "id": one.pk, "kind": one.kind, "text": one.text, "choices": "、".join(one.options), "demanded": one.demanded,
    }  # fmt: skip
