"""What came of an activity: page, message, workbook."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from shanghui.activities.queries.hosted import hosted_activity
from shanghui.activities.queries.report import report
from shanghui.activities.queries.report_file import report_file
from shanghui.core.asking import actor_of, ensure_keys
from shanghui.core.message_text import message


@login_required
@require_safe
def show_report(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    activity = hosted_activity(actor_of(request), pk)
    context: dict[str, object] = {"activity": activity, "report": report(activity)}
    url = reverse("activities:report", args=[pk])
    context["message"] = message("activities/message/report.txt", context, url)
    return render(request, "activities/report.html", context)


@login_required
@require_safe
def export_report(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    ensure_keys(request)
    return report_file(hosted_activity(actor_of(request), pk))
