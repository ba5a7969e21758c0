"""Editing a row: a form, its action, and a 409 page that keeps what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shanghui.core.refusal import Stale
from shanghui.network.actions.writing import Facts
from shanghui.network.models import Enterprise, Organisation, Person

Row = TypeVar("Row", Enterprise, Organisation, Person)
Save = Callable[[Facts, int | None], None]


@dataclass(frozen=True)
class Difference:
    """A field in which what she typed differs from what stands there now."""

    label: str
    now: object
    typed: object


def edit_row(
    request: HttpRequest,
    row: Row,
    form_class: Callable[..., "forms.ModelForm[Row]"],
    save: Save,
    *,
    back: str,
    context: Mapping[str, object],
) -> HttpResponse:
    """GET shows the form, POST saves; when somebody was faster, status 409 and both versions side by side."""
    page = {"row": row, "back": back} | dict(context)
    if request.method != "POST":
        return render(request, "network/edit.html", page | {"form": form_class(instance=row)})
    form = form_class(request.POST, instance=row)
    if not form.is_valid():
        return render(request, "network/edit.html", page | {"form": form}, status=422)
    facts = dict(form.cleaned_data)
    version = facts.pop("version", None)
    try:
        save(facts, version)
    except Stale:
        return _stale(request, row, form_class, facts, page)
    messages.success(request, _("已保存。"))
    return redirect(back)


def _stale(
    request: HttpRequest,
    row: Row,
    form_class: Callable[..., "forms.ModelForm[Row]"],
    facts: dict[str, object],
    page: dict[str, object],
) -> HttpResponse:
    latest = type(row)._base_manager.get(pk=row.pk)
    typed = request.POST.copy()
    typed["version"] = str(latest.version)
    form, standing = form_class(typed, instance=row), form_class(instance=latest)
    differences = [
        Difference(str(standing.fields[name].label), standing[name].value(), form[name].value())
        for name, value in facts.items()
        if value != getattr(latest, name)
    ]
    return render(request, "network/edit.html", page | {"form": form, "differences": differences}, status=409)
