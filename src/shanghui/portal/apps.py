from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "shanghui.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
