from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "shanghui.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.accounts import receivers  # noqa: F401
