"""Logs: one line an event; JSON where a machine reads them."""

import structlog

from shanghui.config.environment import Environment

__all__ = ["LOGGING"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json" if Environment().log_json else "plain"}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"shanghui": {"level": "INFO"}},
}
