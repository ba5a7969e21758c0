from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "shanghui.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.core.outbox import register_channel
        from shanghui.core.outbox.mail import send_mail

        register_channel("mail", send_mail)
