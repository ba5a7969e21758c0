"""Every address, mechanism by mechanism."""

from django.conf.urls.i18n import urlpatterns as language_urls
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from shanghui.config.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("shanghui.portal.urls")),
    path("account/", include("shanghui.accounts.urls")),
    path("account/", include("shanghui.accounts.library_urls")),
    path("", include("shanghui.core.urls")),
    path("activities/", include("shanghui.activities.urls")),
    path("api/v1/", api.urls),
    path("catalogue/", include("shanghui.catalogue.urls")),
    path("exchange/", include("shanghui.exchange.urls")),
    path("language/", include(language_urls)),
    path("network/", include("shanghui.network.urls")),
    path("sheets/", include("shanghui.sheets.urls")),
]

handler500 = "shanghui.core.views.failed"
