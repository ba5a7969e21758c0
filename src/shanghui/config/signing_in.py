"""Sign-in: django-allauth with second factors, django-axes for the lock-out (ADR 5)."""

from datetime import timedelta
from typing import Any

from shanghui.config.environment import Environment, Stage

__all__ = [
    "ACCOUNT_ADAPTER", "ACCOUNT_EMAIL_NOTIFICATIONS", "ACCOUNT_EMAIL_SUBJECT_PREFIX", "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS",
    "ACCOUNT_EMAIL_VERIFICATION", "ACCOUNT_FORMS", "ACCOUNT_LOGIN_METHODS", "ACCOUNT_LOGOUT_REDIRECT_URL",
    "ACCOUNT_RATE_LIMITS", "ACCOUNT_SESSION_REMEMBER", "ACCOUNT_SIGNUP_FIELDS", "ACCOUNT_USER_DISPLAY",
    "AUTHENTICATION_BACKENDS", "AUTH_PASSWORD_VALIDATORS", "AXES_CLIENT_IP_CALLABLE", "AXES_COOLOFF_TIME",
    "AXES_DISABLE_ACCESS_LOG", "AXES_ENABLE_ADMIN", "AXES_FAILURE_LIMIT", "AXES_LOCKOUT_CALLABLE",
    "AXES_LOCKOUT_PARAMETERS", "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT", "AXES_RESET_ON_SUCCESS",
    "AXES_USERNAME_CALLABLE", "AXES_VERBOSE", "IDLE_MINUTES", "INVITATION_DAYS", "LOGIN_REDIRECT_URL", "LOGIN_URL",
    "MAIL_CONFIGURED", "MFA_ADAPTER", "MFA_ALLOW_UNVERIFIED_EMAIL", "MFA_FORMS", "MFA_PASSKEY_LOGIN_ENABLED",
    "MFA_SUPPORTED_TYPES", "MFA_TOTP_TOLERANCE", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "PASSWORD_HASHERS",
    "PASSWORD_MAX_AGE_DAYS", "PASSWORD_RESET_TIMEOUT", "SECOND_FACTOR_REQUIRED", "SECOND_FACTOR_ROLES", "SESSION_DAYS",
    "TRUSTED_PROXIES",
]  # fmt: skip

_environment = Environment()

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "shanghui.accounts.backend.SignInBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# allauth: our backend reads user name, e-mail address and mobile number out of the one "username"
ACCOUNT_ADAPTER = "shanghui.accounts.adapters.AccountAdapter"
_forms = "shanghui.accounts.forms.library."
ACCOUNT_FORMS = {
    "login": _forms + "SignInForm",
    "change_password": _forms + "NewPasswordForm",
    "reset_password": _forms + "ForgottenPasswordForm",
    "reset_password_from_key": _forms + "ResetLinkForm",
    "reauthenticate": _forms + "ConfirmPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_DISPLAY = "shanghui.accounts.adapters.display_name"
# failed passwords are axes' business (database, all processes); what is left counts wrong second factors
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,5/15m/key", "login": "120/m/ip"}
PASSWORD_RESET_TIMEOUT = 86_400
MAIL_CONFIGURED = bool(_environment.email_url)

MFA_FORMS = {
    "authenticate": _forms + "CodeForm",
    "reauthenticate": _forms + "ConfirmCodeForm",
    "activate_totp": _forms + "FirstCodeForm",
    "add_webauthn": _forms + "PasskeyForm",
    "edit_webauthn": _forms + "PasskeyNameForm",
}
MFA_ADAPTER = "shanghui.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _environment.production

SECOND_FACTOR_REQUIRED = _environment.second_factor_required
SECOND_FACTOR_ROLES = frozenset(_environment.second_factor_roles)
IDLE_MINUTES = _environment.idle_minutes
SESSION_DAYS = _environment.session_days
INVITATION_DAYS = _environment.invitation_days
TRUSTED_PROXIES = _environment.trusted_proxies

PASSWORD_MAX_AGE_DAYS = _environment.password_max_age_days
_validation = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": _validation + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email", "mobile")},
    },
    {"NAME": _validation + "MinimumLengthValidator", "OPTIONS": {"min_length": _environment.password_min_length}},
    {"NAME": _validation + "CommonPasswordValidator"},
    {"NAME": _validation + "NumericPasswordValidator"},
]
if _environment.password_classes:
    AUTH_PASSWORD_VALIDATORS.append(
        {
            "NAME": "shanghui.accounts.password_policy.CharacterClassesValidator",
            "OPTIONS": {"classes": _environment.password_classes},
        }
    )
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
if _environment.stage is Stage.TEST:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")

AXES_FAILURE_LIMIT = _environment.lockout_failures
AXES_COOLOFF_TIME = timedelta(minutes=_environment.lockout_minutes)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "shanghui.accounts.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "shanghui.accounts.lockout.client_ip"
AXES_USERNAME_CALLABLE = "shanghui.accounts.lockout.counted_login"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
