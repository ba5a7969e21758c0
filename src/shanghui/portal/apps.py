from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "shanghui.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.core.navigation import Entry, register

        register(Entry(10, "portal:home", "layout-list", _("工作台"), tab=True))
