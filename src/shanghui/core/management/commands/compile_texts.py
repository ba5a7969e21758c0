"""`shanghui compile_texts`: make the translated texts ready; run at set-up and after a change of a .po file."""

from typing import Any

from django.core.management.base import BaseCommand

from shanghui.core.texts import compile_all


class Command(BaseCommand):
    """Compile locale/*/LC_MESSAGES/django.po with Babel; no gettext binary is needed."""

    help = "Compile the translated texts"

    def handle(self, *args: Any, **options: Any) -> None:
        for path in compile_all():
            self.stdout.write(f"{path.parts[-3]}: {path.name}")
