from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "shanghui.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.accounts import scopes
        from shanghui.core import navigation, reference
        from shanghui.exchange.queries.agreements import shown_agreement

        scopes.register("exchange:read", _("看供需：需求、供给、引荐"))
        scopes.register("exchange:write", _("改供需：需求、供给、引荐"))
        reference.register("exchange.agreement", shown_agreement)
        navigation.register(
            navigation.Entry(
                37, "exchange:agreements", "certificate", _("协议"), open_to=lambda actor: actor.in_federation
            )
        )
