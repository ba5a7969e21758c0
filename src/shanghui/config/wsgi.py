"""The WSGI door, for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
application = get_wsgi_application()

from shanghui.core.installation import ensure_servable  # noqa: E402

ensure_servable()
gc.freeze()  # what is loaded now lives as long as the process: it need not be searched for garbage again and again
