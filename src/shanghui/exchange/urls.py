"""Addresses of the exchange."""

from django.urls import path
from django.urls.resolvers import URLPattern

from shanghui.exchange.views import consents, introduction_steps, introductions

app_name = "exchange"
urlpatterns: list[URLPattern] = [
    path("introductions/", introductions.show_introductions, name="introductions"),
    path("introductions.xlsx", introductions.export_introductions, {"ending": "xlsx"}, name="export_introductions"),
    path("introductions.csv", introductions.export_introductions, {"ending": "csv"}, name="export_introductions"),
    path("introductions/new/", introductions.draft_introduction, name="introduction_new"),
    path("introductions/<int:pk>/", introductions.show_introduction, name="introduction"),
    path("introductions/<int:pk>/ask/", introduction_steps.ask, name="introduction_ask"),
    path("introductions/<int:pk>/screen/", introduction_steps.screen, name="introduction_screen"),
    path("introductions/<int:pk>/decline/", introduction_steps.decline, name="introduction_decline"),
    path("introductions/<int:pk>/consent/", introduction_steps.consent, name="introduction_consent"),
    path("introductions/<int:pk>/link/", introduction_steps.make_link, name="introduction_link"),
    path("introductions/<int:pk>/meeting/", introduction_steps.meeting, name="introduction_meeting"),
    path("introductions/<int:pk>/next-step/", introduction_steps.next_step, name="introduction_next_step"),
    path("introductions/<int:pk>/negotiation/", introduction_steps.negotiation, name="introduction_negotiation"),
    path("introductions/<int:pk>/follow-up/", introduction_steps.follow_up, name="introduction_follow_up"),
    path("introductions/<int:pk>/outcomes/", introduction_steps.outcome, name="introduction_outcome"),
    path("introductions/<int:pk>/conclude/", introduction_steps.conclude, name="introduction_conclude"),
    path("introductions/<int:pk>/messages/", introduction_steps.write_message, name="introduction_message"),
    path("consent/<str:token>/", consents.answer_consent, name="consent"),
]
