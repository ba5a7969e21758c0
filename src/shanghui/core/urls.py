"""Addresses that belong to no mechanism."""

from django.urls import path

from shanghui.core import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("metrics", views.metrics, name="metrics"),
]
