"""Forgotten passwords: by mail where mail is configured, else by the federation's office."""

from allauth.account import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods


@require_http_methods(["GET", "POST"])
def reset_password(request: HttpRequest) -> HttpResponseBase:
    if settings.MAIL_CONFIGURED:
        answer: HttpResponse = views.password_reset(request)
        return answer
    return render(request, "account/password_reset_by_office.html")
