"""Addresses of the exchange."""

from django.urls.resolvers import URLPattern

app_name = "exchange"
urlpatterns: list[URLPattern] = []
