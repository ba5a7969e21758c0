"""Write docs/openapi.json anew (`make openapi`), so that a change of the API shows in review."""

import json
import os
from pathlib import Path

PLACE = Path(__file__).parents[1] / "docs" / "openapi.json"


def description() -> str:
    """The OpenAPI document as stable JSON."""
    from django.utils.translation import override

    from shanghui.config.api import api

    with override("en"):
        return json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
    import django

    django.setup()
    PLACE.write_text(description(), encoding="utf-8")
