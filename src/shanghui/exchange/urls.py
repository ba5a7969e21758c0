"""Addresses of the exchange."""

from django.urls import path

from shanghui.exchange.views import editing, entry, funnel, listings, partners, pasting, steps

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
]
