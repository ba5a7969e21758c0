"""`/`, `/search/`, `/palette/`."""

from django.urls import path

from shanghui.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("palette/", views.palette, name="palette"),
]
