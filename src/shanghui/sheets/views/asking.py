"""Where a page of imports leads back to."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from shanghui.sheets.models import ImportRun


def back_to(run: ImportRun, anchor: str = "") -> HttpResponse:
    return redirect(reverse("sheets:run", args=[run.pk]) + (f"#{anchor}" if anchor else ""))
