from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "shanghui.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.accounts import scopes
        from shanghui.core import reference
        from shanghui.core.navigation import Entry, register
        from shanghui.exchange import doors
        from shanghui.exchange.queries.agreements import shown_agreement
        from shanghui.exchange.sheets.registration import register_kinds

        waiting, part = doors.introductions_waiting, doors.takes_part
        register(Entry(12, "exchange:listings", "arrows-exchange", _("供需"), tab=True))
        register(Entry(14, "exchange:introductions", "heart-handshake", _("引荐"), True, waiting, part))
        register(Entry(37, "exchange:agreements", "certificate", _("协议"), open_to=part))
        scopes.register("exchange:read", _("看供需：需求、供给、引荐、协议"))
        scopes.register("exchange:write", _("改供需：需求、供给、引荐、协议"))
        reference.register("exchange.agreement", shown_agreement)
        register_kinds()
