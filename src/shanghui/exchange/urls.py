"""Addresses of the exchange."""

from django.urls import path

from shanghui.exchange.views import funnel, partners

app_name = "exchange"
urlpatterns = [
    path("funnel/", funnel.show_funnel, name="funnel"),
    path("funnel.<ending:ending>", funnel.export_funnel, name="export_funnel"),
    path("enterprises/<int:pk>/partners/", partners.show_enterprise_partners, name="enterprise_partners"),
    path("listings/<int:pk>/partners/<int:other>/dismiss/", partners.dismiss_match, name="match_dismiss"),
    path("listings/<int:pk>/partners/<int:other>/postpone/", partners.postpone_match, name="match_postpone"),
]
