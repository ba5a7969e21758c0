"""Input shapes of the catalogue, and the field by which any form names a region, an industry or a product class."""

import re
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from shanghui.catalogue import queries
from shanghui.catalogue.models import Entry, Industry, ProductClass, Region

_MODELS: dict[str, type[Entry]] = {"region": Region, "industry": Industry, "product_class": ProductClass}
_BETWEEN_SYNONYMS = re.compile(r"[\n\r;；、，,]+")


class EntryField(forms.CharField):
    """A text field that finds an entry of the catalogue: `kind` is region, industry or product_class.

    With core/js/combobox.js on the page it offers what fits; without, the text itself is understood: a name, a code,
    initials. Cleans to the row, or None when left empty.
    """

    default_error_messages = {
        "unclear": _("没有找到“%(text)s”，或有几个同名的。请从提示里选一个，或写上代码。"),
    }

    def __init__(self, *, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(max_length=200, **kwargs)
        self.widget.attrs |= {
            "class": "form-control",
            "autocomplete": "off",
            "data-combobox": reverse_lazy("catalogue:pick"),
            "data-kind": kind,
        }

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = _MODELS[self.kind]._default_manager.filter(pk=value).first() or ""
        return queries.picked_text(value) if isinstance(value, Entry) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        entry = queries.picked(self.kind, text)
        if entry is None:
            raise forms.ValidationError(self.error_messages["unclear"], "unclear", {"text": text})
        return entry


class ProductClassForm(forms.Form):
    """What an officer writes about a class; `version` is the one she saw."""

    name = forms.CharField(label=_("品类名称"), max_length=100)
    synonyms = forms.CharField(
        label=_("别名"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("大家平时怎么叫，都写上；每行一个，或用顿号隔开。"),
    )
    unit = forms.CharField(label=_("计量单位"), max_length=20, required=False)
    industry = EntryField(kind="industry", label=_("所属行业"), required=False)
    name_en = forms.CharField(label=_("英文名"), max_length=160, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_synonyms(self) -> tuple[str, ...]:
        words = (word.strip() for word in _BETWEEN_SYNONYMS.split(self.cleaned_data["synonyms"]))
        return tuple(dict.fromkeys(word[:100] for word in words if word))


class CalendarDayForm(forms.Form):
    """One day of the working-day calendar."""

    day = forms.DateField(widget=forms.HiddenInput)
    working = forms.TypedChoiceField(
        label=_("这一天"),
        choices=[("1", _("上班")), ("0", _("休息"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("说明"), max_length=60, required=False, help_text=_("比如：春节、国庆节调休上班。"))
