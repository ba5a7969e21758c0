from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "shanghui.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.network.sheets.registration import register_kinds

        register_kinds()
