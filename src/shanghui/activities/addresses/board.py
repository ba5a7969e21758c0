"""Addresses of activities: board."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
