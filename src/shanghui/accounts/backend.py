"""Check a password for a user name, an e-mail address or a mobile number typed in one box."""

from allauth.account.auth_backends import AuthenticationBackend

from shanghui.accounts.models import User
from shanghui.accounts.queries import find_user


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's backend: an unknown login costs one password hash as well, so that time tells nothing."""

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        found: User | None = self._check_password(find_user(username), password)
        return found
