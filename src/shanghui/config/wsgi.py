"""The WSGI door, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
application = get_wsgi_application()

from shanghui.core.installation import ensure_servable  # noqa: E402

ensure_servable()
