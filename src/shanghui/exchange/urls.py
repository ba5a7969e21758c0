"""Addresses of the exchange."""

from django.urls import path

from shanghui.exchange.views import (
    consents,
    editing,
    entry,
    funnel,
    introduction_steps,
    introductions,
    listings,
    partners,
    pasting,
    steps,
)

app_name = "exchange"
urlpatterns = [
    path("", listings.show_listings, name="listings"),
    path("listings.<ending:ending>", listings.export_listings, name="export_listings"),
    path("listings/new/", entry.new_listing, name="listing_new"),
    path("listings/<int:pk>/", listings.show_listing, name="listing"),
    path("listings/<int:pk>/edit/", editing.edit_listing, name="listing_edit"),
    path("listings/<int:pk>/submit/", steps.submit_listing, name="listing_submit"),
    path("listings/<int:pk>/publish/", steps.publish_listing, name="listing_publish"),
    path("listings/<int:pk>/reject/", steps.reject_listing, name="listing_reject"),
    path("listings/<int:pk>/extend/", steps.extend_listing, name="listing_extend"),
    path("listings/<int:pk>/close/", steps.close_listing, name="listing_close"),
    path("members/pick/", entry.pick_member, name="pick_member"),
    path("paste/", pasting.paste_messages, name="paste"),
    path("funnel/", funnel.show_funnel, name="funnel"),
    path("funnel.<ending:ending>", funnel.export_funnel, name="export_funnel"),
    path("enterprises/<int:pk>/partners/", partners.show_enterprise_partners, name="enterprise_partners"),
    path("listings/<int:pk>/partners/<int:other>/dismiss/", partners.dismiss_match, name="match_dismiss"),
    path("listings/<int:pk>/partners/<int:other>/postpone/", partners.postpone_match, name="match_postpone"),
    path("introductions/", introductions.show_introductions, name="introductions"),
    path("introductions.<ending:ending>", introductions.export_introductions, name="export_introductions"),
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
