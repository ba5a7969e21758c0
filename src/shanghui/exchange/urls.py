"""Addresses of the exchange."""

from django.urls import path
from django.urls.resolvers import URLPattern

from shanghui.exchange.views import editing, entry, listings, pasting, steps
from shanghui.sheets import answers  # noqa: F401  <ending:…> is registered there

app_name = "exchange"
urlpatterns: list[URLPattern] = [
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
]
