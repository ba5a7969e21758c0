"""Addresses of imports."""

from django.urls import path

from shanghui.sheets.views import mending, runs

app_name = "sheets"
urlpatterns = [
    path("", runs.list_runs, name="runs"),
    path("template/<slug:kind>.xlsx", runs.download_template, name="template"),
    path("<int:pk>/", runs.show_run, name="run"),
    path("<int:pk>/progress/", runs.show_progress, name="progress"),
    path("<int:pk>/columns/", mending.choose, name="columns"),
    path("<int:pk>/rows/", runs.list_rows, name="rows"),
    path("<int:pk>/rows/<int:number>/<slug:column>/", mending.mend_cell, name="mend_cell"),
    path("<int:pk>/mend/<slug:column>/<slug:code>/", mending.mend_group, name="mend_group"),
    path("<int:pk>/pairs/", mending.answer_pairs, name="pairs"),
    path("<int:pk>/pairs/<int:number>/", mending.answer_pair, name="pair"),
    path("<int:pk>/commit/", runs.commit_run, name="commit"),
    path("<int:pk>/stop/", runs.stop_run, name="stop"),
    path("<int:pk>/undo/", runs.undo_run, name="undo"),
    path("<int:pk>/abandon/", runs.abandon_run, name="abandon"),
    path("<int:pk>/leftovers.xlsx", runs.download_leftovers, name="leftovers"),
]
