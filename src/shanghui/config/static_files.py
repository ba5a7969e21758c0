"""Which static files are served: those that a page asks for."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class ServedStaticFiles(StaticFilesConfig):
    """Compressing what no page loads (an API browser, the stylesheet in parts) took most of a first start."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ninja", "django_htmx", "*.map", "core/css"]
