from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "shanghui.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.accounts import scopes
        from shanghui.core import navigation, reference
        from shanghui.network import permissions, receivers, references  # noqa: F401  receivers connect themselves
        from shanghui.network.sheets.registration import register_kinds

        navigation.register(navigation.Entry(20, "network:directory", "address-book", _("网络")))
        navigation.register(navigation.Entry(30, "network:my_area", "map-2", _("片区")))
        navigation.register(
            navigation.Entry(40, "network:members", "users", _("会员"), open_to=permissions.keeps_members)
        )
        reference.register("network.organisation", references.organisation)
        reference.register("network.enterprise", references.enterprise)
        reference.register("network.person", references.person)
        register_kinds()
        scopes.register("network:read", _("看网络：单位、企业、人员"))
        scopes.register("network:write", _("改网络：单位、企业、人员"))
