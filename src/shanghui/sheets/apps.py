from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "shanghui.sheets"
    label = "sheets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from shanghui.core import navigation
        from shanghui.sheets.permissions import can_import_anything

        navigation.register(
            navigation.Entry(25, "sheets:runs", "table-import", _("导入"), tab="add", open_to=can_import_anything)
        )
