"""Addresses of activities: programmes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
