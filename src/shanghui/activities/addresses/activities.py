"""Addresses of activities: lists, one activity, its guests; pages for people without an account."""

from django.urls import URLPattern, path

from shanghui.activities.views import (
    activities,
    activity_editing,
    activity_steps,
    guest_pages,
    guest_steps,
    guests,
    posters,
    registering,
)

urlpatterns: list[URLPattern] = [
    path("", activities.show_activities, name="activities"),
    path("activities.<ending:ending>", activities.export_activities, name="export_activities"),
    path("calendar/", activities.show_calendar, name="calendar"),
    path("calendar.ics", activities.calendar_file, name="calendar_file"),
    path("new/", activity_editing.add_activity, name="activity_add"),
    path("<int:pk>/", activities.show_activity, name="activity"),
    path("<int:pk>/activity.ics", activities.activity_file, name="activity_file"),
    path("<int:pk>/edit/", activity_editing.edit_activity, name="activity_edit"),
    path("<int:pk>/publish/", activity_steps.publish_activity, name="activity_publish"),
    path("<int:pk>/cancel/", activity_steps.cancel_activity, name="activity_cancel"),
    path("<int:pk>/close/", activity_steps.close_activity, name="activity_close"),
    path("<int:pk>/poster/", posters.show_poster, name="poster"),
    path("<int:pk>/poster.<str:picture>", posters.poster_code, name="poster_code"),
    path("<int:pk>/guests/", guests.show_guests, name="guests"),
    path("<int:pk>/guests.<ending:ending>", guests.export_guests, name="export_guests"),
    path("<int:pk>/guests/add/", guest_steps.add_guest, name="guest_add"),
    path("<int:pk>/guests/confirm/", guest_steps.confirm_guests, name="guests_confirm"),
    path("guests/<int:pk>/edit/", guest_steps.edit_guest, name="guest_edit"),
    path("guests/<int:pk>/decline/", guest_steps.decline_guest, name="guest_decline"),
    path("guests/<int:pk>/cancel/", guest_steps.cancel_guest, name="guest_cancel"),
    path("r/<str:key>/", registering.register, name="public"),
    path("r/<str:key>/activity.ics", registering.public_file, name="public_file"),
    path("g/<str:key>/", guest_pages.show_guest, name="guest"),
    path("g/<str:key>/edit/", guest_pages.change_guest, name="guest_change"),
    path("g/<str:key>/cancel/", guest_pages.withdraw, name="guest_withdraw"),
    path("g/<str:key>/code/", guest_pages.confirm_by_code, name="guest_code"),
    path("g/<str:key>/code/again/", guest_pages.send_code_again, name="guest_code_again"),
    path("g/<str:key>/activity.ics", guest_pages.guest_file, name="guest_file"),
]
