"""Settings as they follow from the environment: each module is read anew, in a module object of its own."""

import importlib.util
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`read("mail", SHANGHUI_EMAIL_URL=…)`: the module as it would be in such an installation."""

    def as_installed(name: str, **variables: str) -> ModuleType:
        for variable, value in variables.items():
            monkeypatch.setenv(variable, value)
        spec = importlib.util.find_spec(f"shanghui.config.{name}")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return as_installed


def test_production_starts_only_with_a_key_of_its_own(read: Any) -> None:
    with pytest.raises(ImproperlyConfigured):
        read("settings", SHANGHUI_STAGE="production", SHANGHUI_SECRET_KEY="")
    found = read("settings", SHANGHUI_SECRET_KEY="own")
    assert (found.SECRET_KEY, found.PRODUCTION, found.DEBUG) == ("own", True, False)


def test_sqlite_takes_its_lock_at_once_and_postgresql_a_pool(read: Any) -> None:
    sqlite = read("settings", DATABASE_URL="sqlite:///x.sqlite3").DATABASES["default"]
    assert (sqlite["OPTIONS"]["transaction_mode"], sqlite["CONN_MAX_AGE"]) == ("IMMEDIATE", None)
    assert "synchronous=FULL" in sqlite["OPTIONS"]["init_command"]
    postgresql = read("settings", DATABASE_URL="postgres://u:p@127.0.0.1/x").DATABASES["default"]
    pool = {"min_size": 1, "max_size": 16, "timeout": 5, "reconnect_timeout": 5}
    options = {"pool": pool, "options": "-c jit=off", "server_side_binding": True}
    assert (postgresql["OPTIONS"], postgresql["CONN_MAX_AGE"], postgresql["CONN_HEALTH_CHECKS"]) == (options, 0, True)


@pytest.mark.parametrize(
    ("url", "backend", "port", "tls", "ssl"),
    [
        ("", "filebased", 25, False, False),
        ("smtp://mail.cn", "smtp", 25, False, False),
        ("smtp+tls://u%40a:p%3A@mail.cn:587", "smtp", 587, True, False),
        ("smtps://mail.cn:465", "smtp", 465, False, True),
    ],
)
def test_mail_goes_where_one_address_says(read: Any, url: str, backend: str, port: int, tls: bool, ssl: bool) -> None:
    found = read("mail", SHANGHUI_EMAIL_URL=url)
    assert f"django.core.mail.backends.{backend}.EmailBackend" == found.EMAIL_BACKEND
    assert (port, tls, ssl) == (found.EMAIL_PORT, found.EMAIL_USE_TLS, found.EMAIL_USE_SSL)
    if "@a" in url or "%40" in url:
        assert (found.EMAIL_HOST_USER, found.EMAIL_HOST_PASSWORD) == ("u@a", "p:")


@pytest.mark.parametrize("secure", ["true", "false"])
def test_cookies_and_https_follow_one_switch(read: Any, secure: str) -> None:
    found, wanted = read("security", SHANGHUI_SECURE=secure, SHANGHUI_SESSION_DAYS="2"), secure == "true"
    switches = (found.SECURE_SSL_REDIRECT, found.SESSION_COOKIE_SECURE, found.CSRF_COOKIE_SECURE)
    assert switches == (wanted,) * 3
    assert (found.SECURE_HSTS_SECONDS > 0, found.SECURE_PROXY_SSL_HEADER is not None) == (wanted, wanted)
    assert found.SESSION_COOKIE_AGE == 2 * 86_400


def test_content_policy_knows_no_inline_code_and_nobody_else(read: Any) -> None:
    directives = read("security").CONTENT_SECURITY_POLICY["DIRECTIVES"]
    sources = {source for values in directives.values() for source in values}
    assert sources == {"'none'", "'self'", "data:"}
    assert directives["script-src"] == directives["style-src"] == ["'self'"]


def test_house_rules_of_signing_in_follow_the_environment(read: Any) -> None:
    found = read(
        "signing_in", SHANGHUI_STAGE="production", SHANGHUI_PASSWORD_MIN_LENGTH="12", SHANGHUI_PASSWORD_CLASSES="3",
        SHANGHUI_LOCKOUT_FAILURES="4", SHANGHUI_SECOND_FACTOR_ROLES='["federation_officer"]',
    )  # fmt: skip
    options = {rule["NAME"].rsplit(".", 1)[1]: rule.get("OPTIONS") for rule in found.AUTH_PASSWORD_VALIDATORS}
    assert options["MinimumLengthValidator"] == {"min_length": 12}
    assert options["CharacterClassesValidator"] == {"classes": 3}
    assert (4, frozenset({"federation_officer"})) == (found.AXES_FAILURE_LIMIT, found.SECOND_FACTOR_ROLES)
    assert found.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN is False
    assert found.PASSWORD_HASHERS == ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]


def test_quick_hashes_are_for_tests_alone(read: Any) -> None:
    found = read("signing_in", SHANGHUI_STAGE="test", SHANGHUI_PASSWORD_CLASSES="0")
    assert found.PASSWORD_HASHERS[0].endswith("MD5PasswordHasher")
    assert not any("CharacterClasses" in rule["NAME"] for rule in found.AUTH_PASSWORD_VALIDATORS)


@pytest.mark.parametrize(("asked", "formatter"), [("true", "json"), ("false", "plain")])
def test_logs_are_json_where_a_machine_reads_them(read: Any, asked: str, formatter: str) -> None:
    assert read("logs", SHANGHUI_LOG_JSON=asked).LOGGING["handlers"]["console"]["formatter"] == formatter
