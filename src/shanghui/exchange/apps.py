from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "shanghui.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.accounts import scopes
        from shanghui.exchange.sheets.registration import register_kinds

        scopes.register("exchange:read", _("看供需：需求、供给、引荐"))
        scopes.register("exchange:write", _("改供需：需求、供给、引荐"))
        register_kinds()
