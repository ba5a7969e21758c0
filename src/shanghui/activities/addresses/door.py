"""Addresses of activities: door."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
