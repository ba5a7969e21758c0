"""Headers and cookies. The content policy knows no inline code at all."""

from csp.constants import NONE, SELF

from shanghui.config.environment import Environment

__all__ = [
    "CONTENT_SECURITY_POLICY", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE", "CSRF_USE_SESSIONS", "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER", "SECURE_REFERRER_POLICY", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_AGE",
    "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SESSION_COOKIE_SECURE", "X_FRAME_OPTIONS",
]  # fmt: skip

_environment = Environment()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _environment.secure
SECURE_HSTS_SECONDS = 31_536_000 if _environment.secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _environment.secure else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _environment.secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = _environment.session_days * 86_400
CSRF_USE_SESSIONS = False
