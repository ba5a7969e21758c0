"""Sign-in: django-allauth with second factors, django-axes for the lock-out."""

from datetime import timedelta

from shanghui.config.environment import Environment

__all__ = [
    "ACCOUNT_EMAIL_VERIFICATION", "ACCOUNT_LOGIN_METHODS", "ACCOUNT_SIGNUP_FIELDS", "AUTHENTICATION_BACKENDS",
    "AUTH_PASSWORD_VALIDATORS", "AXES_COOLOFF_TIME", "AXES_FAILURE_LIMIT", "AXES_LOCKOUT_PARAMETERS",
    "LOGIN_REDIRECT_URL", "LOGIN_URL", "MFA_SUPPORTED_TYPES",
]  # fmt: skip

_environment = Environment()

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": _environment.password_min_length},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
