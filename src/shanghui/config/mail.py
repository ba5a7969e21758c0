"""Mail from one address: `smtp://user:password@host:25`, `smtp+tls://…:587`, `smtps://…:465`; without one: files."""

from urllib.parse import unquote, urlsplit

from shanghui.config.environment import Environment

__all__ = [
    "DEFAULT_FROM_EMAIL", "EMAIL_BACKEND", "EMAIL_FILE_PATH", "EMAIL_HOST", "EMAIL_HOST_PASSWORD", "EMAIL_HOST_USER",
    "EMAIL_PORT", "EMAIL_TIMEOUT", "EMAIL_USE_SSL", "EMAIL_USE_TLS", "SERVER_EMAIL",
]  # fmt: skip

_environment = Environment()
_url = urlsplit(_environment.email_url)

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _url.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = _environment.data_dir / "mail"
EMAIL_HOST = _url.hostname or "localhost"
EMAIL_PORT = _url.port or 25
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_TLS = _url.scheme == "smtp+tls"
EMAIL_USE_SSL = _url.scheme == "smtps"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _environment.mail_from
