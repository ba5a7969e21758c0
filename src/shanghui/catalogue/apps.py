from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "shanghui.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.accounts import scopes
        from shanghui.core import navigation

        scopes.register("catalogue:read", _("读目录：行政区划、行业、品类、工作日历"))
        scopes.register("catalogue:write", _("改目录：品类和工作日历"))
        navigation.register(navigation.Entry(90, "catalogue:home", "list-details", _("目录")))
