"""Addresses of activities: wishes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
