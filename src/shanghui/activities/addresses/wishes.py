"""Addresses of matchmaking up to the timetable, and after it. `m/<key>/` are pages for people without an account."""

from django.urls import URLPattern, path

from shanghui.activities.views import (
    hall,
    joining,
    matchmaking_files,
    matchmaking_setup,
    participant_page,
    participant_steps,
    results,
)

urlpatterns: list[URLPattern] = [
    path("<int:pk>/matchmaking/", hall.show_hall, name="matchmaking"),
    path("<int:pk>/matchmaking/setup/", matchmaking_setup.show_setup, name="matchmaking_setup"),
    path("<int:pk>/matchmaking/join/", joining.add_participant, name="participant_add"),
    path("<int:pk>/participants.<ending:ending>", matchmaking_files.export_participants, name="export_participants"),
    path("<int:pk>/encounters.<ending:ending>", matchmaking_files.export_encounters, name="export_encounters"),
    path("<int:pk>/wishes.<ending:ending>", matchmaking_files.export_wishes, name="export_wishes"),
    path("<int:pk>/results/", results.show_results, name="results"),
    path("encounters/<int:pk>/introduce/", results.introduce, name="encounter_introduce"),
    path("encounters/<int:pk>/settle/", results.settle, name="encounter_settle"),
    path("encounters/<int:pk>/cancel/", results.call_off, name="encounter_cancel"),
    path("participants/<int:pk>/", participant_page.show_participant, name="participant"),
    path("participants/<int:pk>/edit/", joining.edit_participant, name="participant_edit"),
    path("participants/<int:pk>/suggestions/", participant_page.show_suggestions, name="participant_suggestions"),
    path("participants/<int:pk>/print/", participant_page.print_schedule, name="participant_print"),
    path("participants/<int:pk>/schedule.ics", participant_page.calendar, name="participant_calendar"),
    path("participants/<int:pk>/do/<slug:step>/", participant_steps.participant_step, name="participant_step"),
    path("m/<str:key>/", participant_page.show_mine, name="my_schedule"),
    path("m/<str:key>/join/", joining.join_mine, name="my_join"),
    path("m/<str:key>/edit/", joining.join_mine, name="my_edit"),
    path("m/<str:key>/hall/", hall.show_my_hall, name="my_hall"),
    path("m/<str:key>/suggestions/", participant_page.show_my_suggestions, name="my_suggestions"),
    path("m/<str:key>/print/", participant_page.print_mine, name="my_print"),
    path("m/<str:key>/schedule.ics", participant_page.my_calendar, name="my_calendar"),
    path("m/<str:key>/do/<slug:step>/", participant_steps.my_step, name="my_step"),
]
