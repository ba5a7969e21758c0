"""Two rows side by side, before they are merged."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django import forms

from shanghui.network.models import Enterprise, Organisation

Row = TypeVar("Row", Enterprise, Organisation)
NOT_COMPARED = {"version", "audience"}


@dataclass(frozen=True)
class Pair:
    """One fact of both rows."""

    label: str
    one: object
    two: object

    @property
    def same(self) -> bool:
        return bool(self.one) and self.one == self.two


def pairs_of(form_class: "Callable[..., forms.ModelForm[Row]]", one: Row, two: Row) -> list[Pair]:
    """The facts that at least one of them has, in the order of the form."""
    first, second = form_class(instance=one), form_class(instance=two)
    pairs = [
        Pair(str(field.label), first[name].value(), second[name].value())
        for name, field in first.fields.items()
        if name not in NOT_COMPARED
    ]
    return [pair for pair in pairs if pair.one or pair.two]
