"""The rows of criteria below a programme: as many as are filled, and a few empty ones."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from shanghui.activities.actions.programmes import Yardstick
from shanghui.activities.models import Criterion
from shanghui.activities.rules import MOST_CRITERIA, MOST_WEIGHT

EMPTY = 2
PREFIX = "crit"


class CriterionForm(forms.Form):
    """Name and weight. A row without a name is no criterion."""

    name = forms.CharField(label=_("标准"), max_length=40, required=False)
    weight = forms.IntegerField(label=_("权重"), min_value=1, max_value=MOST_WEIGHT, required=False)

    def yardstick(self) -> Yardstick | None:
        facts = self.cleaned_data
        return Yardstick(facts["name"], facts["weight"] or 1) if facts["name"] else None


class CriterionForms:
    """The rows of one page. `rows` is how many came back; a plain count, so that one more is a plain button."""

    prefix = PREFIX

    def __init__(self, data: "Mapping[str, str] | None" = None, *, given: Iterable[Yardstick] = ()) -> None:
        self.fault = ""
        if data is not None:
            self.forms = [CriterionForm(data, prefix=f"{PREFIX}-{at}") for at in range(_count(data))]
        else:
            rows: list[Mapping[str, object]] = [{"name": one.name, "weight": one.weight} for one in given]
            self.forms = _unbound([*rows, *[{"weight": 1} for _empty in range(EMPTY)]][:MOST_CRITERIA])

    def one_more(self) -> None:
        """What was typed, unjudged, and an empty row."""
        typed = [{name: form[name].value() for name in form.fields} for form in self.forms]
        self.forms = _unbound([*typed, {"weight": 1}][:MOST_CRITERIA])

    @property
    def rows(self) -> int:
        return len(self.forms)

    @property
    def may_grow(self) -> bool:
        return self.rows < MOST_CRITERIA

    def is_valid(self) -> bool:
        if [form for form in self.forms if not form.is_valid()]:
            return False
        names = [one.name for one in self.criteria()]
        if len(set(names)) < len(names):
            self.fault = str(_("有两条标准同名，请改掉一条。"))
        return not self.fault

    def criteria(self) -> list[Yardstick]:
        return [one for one in (form.yardstick() for form in self.forms) if one is not None]


def yardsticks_of(rows: Iterable[Criterion]) -> list[Yardstick]:
    """Stored rows as they are entered."""
    return [Yardstick(row.name, row.weight) for row in rows]


def _unbound(rows: Iterable[Mapping[str, object]]) -> list[CriterionForm]:
    return [CriterionForm(initial=dict(row), prefix=f"{PREFIX}-{at}") for at, row in enumerate(rows)]


def _count(data: "Mapping[str, str]") -> int:
    told = data.get(f"{PREFIX}-rows", "")
    return min(int(told), MOST_CRITERIA) if told.isascii() and told.isdigit() and len(told) < 4 else 0
