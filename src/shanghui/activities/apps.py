from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "shanghui.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shanghui.accounts import scopes
        from shanghui.activities.queries.activities import shown_activity
        from shanghui.activities.queries.programme_reference import shown_programme
        from shanghui.activities.sheets.registration import register_kinds
        from shanghui.core import reference
        from shanghui.core.navigation import Entry, register

        scopes.register("activities:read", _("看活动：舞台、活动、报名、对接会"))
        scopes.register("activities:write", _("改活动：舞台、活动、报名、对接会"))
        register(Entry(16, "activities:activities", "calendar-event", _("活动")))
        reference.register("activities.activity", shown_activity)
        reference.register("activities.programme", shown_programme)
        register_kinds()
