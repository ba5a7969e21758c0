"""The rows of conditions below a listing: as many as are filled, and a few empty ones."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from shanghui.exchange.actions.listings import Condition
from shanghui.exchange.labels import ATTRIBUTES, RELATIONS
from shanghui.exchange.models import ListingRequirement
from shanghui.exchange.rules import Attribute, Relation

EMPTY = 2
MOST = 30


class RequirementForm(forms.Form):
    """Attribute, relation, value, must. A row without a value is no condition."""

    attribute = forms.ChoiceField(
        label=_("要求什么"), choices=[(key.value, label) for key, label in ATTRIBUTES.items()]
    )
    relation = forms.ChoiceField(label=_("怎么比"), choices=[(key.value, label) for key, label in RELATIONS.items()])
    value = forms.CharField(label=_("值"), max_length=120, required=False)
    must = forms.BooleanField(label=_("必须"), required=False)

    def condition(self) -> Condition | None:
        facts = self.cleaned_data
        if not facts["value"]:
            return None
        return Condition(Attribute(facts["attribute"]), Relation(facts["relation"]), facts["value"], facts["must"])


class RequirementForms:
    """The rows of one page. `rows` is how many came back; a plain count, so that one more is a plain button."""

    def __init__(
        self, data: "Mapping[str, str] | None" = None, *, given: Iterable[Condition] = (), prefix: str = "req"
    ) -> None:
        self.prefix = prefix
        if data is not None:
            self.forms = [RequirementForm(data, prefix=f"{prefix}-{at}") for at in range(self._count(data))]
        else:
            initial: list[Mapping[str, object]] = [_initial(one) for one in given]
            self.forms = self._unbound([*initial, *[{"must": True} for _empty in range(EMPTY)]])

    def _count(self, data: "Mapping[str, str]") -> int:
        told = data.get(f"{self.prefix}-rows", "")
        return min(int(told), MOST) if told.isascii() and told.isdigit() and len(told) < 4 else 0

    def _unbound(self, rows: Iterable[Mapping[str, object]]) -> list[RequirementForm]:
        return [RequirementForm(initial=dict(row), prefix=f"{self.prefix}-{at}") for at, row in enumerate(rows)]

    def one_more(self) -> None:
        """What was typed, unjudged, and an empty row."""
        typed = [{name: form[name].value() for name in form.fields} for form in self.forms]
        self.forms = self._unbound([*typed, {"must": True}][:MOST])

    @property
    def rows(self) -> int:
        return len(self.forms)

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]

    def conditions(self) -> list[Condition]:
        found = (form.condition() for form in self.forms)
        return [one for one in found if one is not None]


def conditions_of(rows: Iterable[ListingRequirement]) -> list[Condition]:
    """Stored rows as they are entered."""
    return [Condition(Attribute(row.attribute), Relation(row.relation), row.value, row.must) for row in rows]


def _initial(one: Condition) -> Mapping[str, object]:
    return {"attribute": one.attribute, "relation": one.relation, "value": one.value, "must": one.must}
