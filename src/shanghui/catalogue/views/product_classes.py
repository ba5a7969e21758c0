"""Product classes: list, one class, add, edit, retire, restore."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.catalogue import actions, queries
from shanghui.catalogue.forms import ProductClassForm
from shanghui.catalogue.labels import REFUSALS
from shanghui.catalogue.models import ProductClass
from shanghui.catalogue.permissions import can_edit_catalogue
from shanghui.catalogue.rules import ProductClassKnown
from shanghui.catalogue.views.asking import editor, page_of, reader
from shanghui.core.refusal import NotFound


@require_safe
@login_required
def product_classes(request: HttpRequest) -> HttpResponse:
    """All classes in order of code, those that fit `q`, or those retired (`retired=1`)."""
    actor = reader(request, "q", "retired", "page")
    text, retired = request.GET.get("q", ""), request.GET.get("retired") == "1"
    rows = queries.search_product_classes(text) if text else queries.listed_product_classes(retired=retired)
    context = {
        "text": text, "retired": retired, "page": page_of(request, rows), "tab": "product_classes",
        "can_edit": can_edit_catalogue(actor),
    }  # fmt: skip
    return render(request, "catalogue/product_classes.html", context)


@require_safe
@login_required
def product_class(request: HttpRequest, code: str) -> HttpResponse:
    actor = reader(request)
    row = _one(code)
    below = queries.listed_product_classes().filter(parent=row)
    context = {"row": row, "below": below, "tab": "product_classes", "can_edit": can_edit_catalogue(actor)}
    return render(request, "catalogue/product_class.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_product_class(request: HttpRequest, code: str = "") -> HttpResponse:
    """A new class below the class `code`, or at the top."""
    actor = editor(request)
    parent = _one(code) if code else None
    form = ProductClassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_product_class(actor=actor, parent=parent, draft=_draft(form), now=now())
        except ProductClassKnown as refusal:
            form.add_error(None, REFUSALS[ProductClassKnown] % refusal.context)
        else:
            messages.success(request, _("已增加品类“%(name)s”。") % {"name": row.name})
            return redirect("catalogue:product_class", row.code)
    context = {"form": form, "parent": parent, "tab": "product_classes"}
    return render(request, "catalogue/product_class_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_product_class(request: HttpRequest, code: str) -> HttpResponse:
    actor = editor(request)
    row = _one(code)
    form = ProductClassForm(request.POST) if request.method == "POST" else ProductClassForm(initial=_written(row))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.edit_product_class(actor=actor, product_class=row, draft=_draft(form), version=version, now=now())
        except ProductClassKnown as refusal:
            form.add_error(None, REFUSALS[ProductClassKnown] % refusal.context)
        else:
            messages.success(request, _("已保存。"))
            return redirect("catalogue:product_class", row.code)
    return render(request, "catalogue/product_class_form.html", {"form": form, "row": row, "tab": "product_classes"})


@require_POST
@login_required
def retire_product_class(request: HttpRequest, code: str) -> HttpResponse:
    row = actions.retire_product_class(actor=editor(request), product_class=_one(code), now=now())
    messages.success(request, _("“%(name)s”已停用，已经用到它的地方不变。") % {"name": row.name})
    return redirect("catalogue:product_class", row.code)


@require_POST
@login_required
def restore_product_class(request: HttpRequest, code: str) -> HttpResponse:
    row = actions.restore_product_class(actor=editor(request), product_class=_one(code), now=now())
    messages.success(request, _("“%(name)s”已恢复使用。") % {"name": row.name})
    return redirect("catalogue:product_class", row.code)


def _one(code: str) -> ProductClass:
    row = ProductClass.objects.select_related("parent", "industry").filter(code=code).first()
    if row is None:
        raise NotFound()
    return row


def _written(row: ProductClass) -> dict[str, object]:
    return {
        "name": row.name, "synonyms": "\n".join(row.synonyms), "unit": row.unit, "industry": row.industry,
        "name_en": row.name_en, "version": row.version,
    }  # fmt: skip


def _draft(form: ProductClassForm) -> actions.ProductClassDraft:
    facts = {key: value for key, value in form.cleaned_data.items() if key != "version"}
    return actions.ProductClassDraft(**facts)
