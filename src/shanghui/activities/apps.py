from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "shanghui.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.accounts import scopes

        scopes.register("activities:read", _("看活动：舞台、活动、报名、对接会"))
        scopes.register("activities:write", _("改活动：舞台、活动、报名、对接会"))
