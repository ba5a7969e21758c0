"""Addresses of activities: activities."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
