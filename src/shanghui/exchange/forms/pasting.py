"""The cards of a pasted text: each a form that was filled by reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanghui.core.actor import Actor
from shanghui.exchange.actions.pasting import Draft
from shanghui.exchange.forms.listings import NewListingForm
from shanghui.exchange.forms.requirements import RequirementForms
from shanghui.exchange.labels import SIDES
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.owners import Owner
from shanghui.exchange.queries.reading_messages import FIELDS, Reading
from shanghui.exchange.rules import Side

#: which fields of the form answer a question of the reader
ANSWERS = {
    "side": ["side"],
    "kind": ["kind"],
    "title": ["title"],
    "product": ["class_1"],
    "quantity": ["quantity", "unit"],
    "price": ["price_least", "price_unit"],
    "deadline": ["deadline"],
    "region": ["region"],
    "unit": ["unit"],
}
FIRST = ["enterprise", "organisation", "side", "kind", "title"]
SHOWN = ["class_1", "quantity", "unit", "region", "deadline", "description"]
#: two of them fit in one line
HALVES = {"side", "kind", "quantity", "unit", "quantity_most", "price_least", "price_most", "price_unit", "region",
          "deadline"}  # fmt: skip
LATER = ["summary", "quantity_most", "price_least", "price_most", "price_unit", "nearby", "partner_kind", "audience",
         "anonymous"]  # fmt: skip


class PastedListingForm(NewListingForm):
    """A new listing whose side may not have been read."""

    side = forms.ChoiceField(
        label=_("需求还是供给"), choices=[("", _("请选")), *((side.value, label) for side, label in SIDES.items())]
    )

    def draft(self, requirements: RequirementForms) -> Draft:
        facts = {name: value for name, value in self.facts().items() if name != "side"}
        return Draft(
            side=Side(self.cleaned_data["side"]), facts=facts, organisation=self.chosen_organisation(),
            enterprise=self.chosen_enterprise(), classes=self.classes(), requirements=requirements.conditions(),
        )  # fmt: skip


@dataclass
class Card:
    """One listing as it was read, its form, and what became of it."""

    number: int
    reading: Reading
    form: PastedListingForm
    requirements: RequirementForms
    alike: list[tuple[Listing, Owner]] = field(default_factory=list)
    saved: int | None = None

    @property
    def questions(self) -> list[str]:
        return list(dict.fromkeys(str(FIELDS[name]) for name in self.reading.missing if name in ANSWERS))

    @property
    def asked(self) -> list[forms.BoundField]:
        """Fields that nothing was read for: they come first."""
        return [self.form[name] for name in self._asked if name in self.form.fields]

    @property
    def _asked(self) -> list[str]:
        return list(dict.fromkeys(name for one in self.reading.missing for name in ANSWERS.get(one, [])))

    @property
    def shown(self) -> list[forms.BoundField]:
        return list(self._rest([*FIRST, *SHOWN, *self._read]))

    @property
    def later(self) -> list[forms.BoundField]:
        return list(self._rest([name for name in LATER if name not in self._read]))

    @property
    def _read(self) -> list[str]:
        """Of the fields that seldom matter those in which something was read."""
        return [name for name in LATER if self.reading.fields.get(name)]

    def _rest(self, names: list[str]) -> Iterator[forms.BoundField]:
        return (self.form[name] for name in names if name in self.form.fields and name not in self._asked)

    @property
    def later_is_wrong(self) -> bool:
        """Is there something to mend among what is folded away?"""
        return any(field.errors for field in [*self.later, *self.form.further_classes])

    halves = HALVES

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.requirements.is_valid()])


def card(number: int, reading: Reading, actor: Actor, data: "Mapping[str, Any] | None" = None) -> Card:
    """Filled by reading, or with what came back."""
    name = f"card-{number}"
    form = PastedListingForm(data, initial=dict(reading.fields), prefix=name, actor=actor)
    requirements = RequirementForms(data, given=reading.conditions, prefix=f"{name}-req")
    saved = data.get(f"{name}-saved", "") if data is not None else ""
    return Card(number, reading, form, requirements, saved=int(saved) if saved.isdigit() and len(saved) < 18 else None)
