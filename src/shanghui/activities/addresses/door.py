"""Addresses of the door, badges, feedback, report, benchmark."""

from django.urls import URLPattern, path

from shanghui.activities.views import badges, benchmark, check_in, door, feedback, report

urlpatterns: list[URLPattern] = [
    path("<int:pk>/door/", door.show_door, name="door"),
    path("<int:pk>/door/arrive/", door.arrive, name="door_arrive"),
    path("<int:pk>/door/undo/", door.undo, name="door_undo"),
    path("<int:pk>/door/walk-in/", door.walk_in, name="door_walk_in"),
    path("<int:pk>/door/worker.js", door.worker, name="door_worker"),
    path("c/<str:key>/", check_in.check_in_code, name="check_in_code"),
    path("<int:pk>/badges/", badges.show_badges, name="badges"),
    path("<int:pk>/badges.pdf", badges.badges_pdf, name="badges_pdf"),
    path("f/<str:key>/", feedback.give_feedback, name="feedback"),
    path("<int:pk>/report/", report.show_report, name="report"),
    path("<int:pk>/report.xlsx", report.export_report, name="report_file"),
    path("benchmark/", benchmark.show_benchmark, name="benchmark"),
]
