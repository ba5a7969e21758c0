"""Rules of signing in, inviting and tokens: pure facts in, a value or a refusal out."""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shanghui.core.refusal import BadRequest, Gone, NotPermitted, Refusal

MAINLAND_MOBILE = re.compile(r"1[3-9]\d{9}")
FOREIGN_MOBILE = re.compile(r"\+[1-9]\d{7,14}")
USER_NAME = re.compile(r"(?!\d+$)[\w.+-]{2,60}")
SCOPE = re.compile(r"[a-z_]+:[a-z_]+")
MAX_WRONG_ADDRESSES = 5
TOKEN_MARK = "shk"  # noqa: S105 - what our tokens begin with, no secret
TOKEN_DAYS = (30, 90, 180, 365)


class InvitationExpired(Gone):
    """The link is older than its days."""


class InvitationUsed(Gone):
    """Somebody has accepted it already; each works once."""


class InvitationWithdrawn(Gone):
    """Taken back by the inviter, or closed after too many wrong addresses."""


class InvitationForAnother(Gone):
    """The person who holds the link is not the person it was sent to."""


class AddressUnreadable(BadRequest):
    """Neither an e-mail address nor a mobile number."""


class AddressTaken(Refusal):
    """Another login has this e-mail address or mobile number."""


class UserNameTaken(Refusal):
    """Another login has this user name."""


class ScopeUnknown(BadRequest):
    """A token was asked for a scope that no mechanism offers."""


class OwnAccount(NotPermitted):
    """Nobody deactivates herself: the way back would be closed."""


class InvitationState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class IdentifierKind(StrEnum):
    """What somebody typed into the one box of the sign-in page."""

    EMAIL = "email"
    MOBILE = "mobile"
    USER_NAME = "user_name"


@dataclass(frozen=True, slots=True)
class Identifier:
    """The normal form: mobile without +86, e-mail in lower case."""

    kind: IdentifierKind
    value: str


def read_identifier(text: str) -> Identifier:
    """By shape alone, so that a user name can never stand for somebody's number or address."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if "@" in plain:
        return Identifier(IdentifierKind.EMAIL, plain.lower())
    mobile = read_mobile(plain)
    return Identifier(IdentifierKind.MOBILE, mobile) if mobile else Identifier(IdentifierKind.USER_NAME, plain)


def read_mobile(text: str) -> str:
    """11 digits for the mainland, E.164 with `+` for elsewhere, "" when it is no mobile number."""
    digits = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"^(\+86|0086|86(?=1[3-9]\d{9}$))", "", digits)
    if MAINLAND_MOBILE.fullmatch(digits) or FOREIGN_MOBILE.fullmatch(digits):
        return digits
    return ""


def ensure_address(text: str) -> Identifier:
    """An e-mail address or a mobile number, the two ways to reach somebody outside."""
    found = read_identifier(text)
    if found.kind is IdentifierKind.USER_NAME:
        raise AddressUnreadable()
    return found


def masked(address: str) -> str:
    """Enough for its owner to recognise, too little for a stranger to type."""
    if "@" in address:
        name, _, domain = address.partition("@")
        return f"{name[:1]}***@{domain}"
    return f"{address[:3]}******{address[-2:]}"


def invitation_state(
    *, now: datetime, expires_at: datetime, accepted_at: datetime | None, withdrawn_at: datetime | None
) -> InvitationState:
    if accepted_at:
        return InvitationState.ACCEPTED
    if withdrawn_at:
        return InvitationState.WITHDRAWN
    return InvitationState.EXPIRED if now >= expires_at else InvitationState.OPEN


def ensure_open(state: InvitationState) -> None:
    """Refuse with the reason why this invitation opens no door any more."""
    refusals: dict[InvitationState, type[Gone]] = {
        InvitationState.ACCEPTED: InvitationUsed,
        InvitationState.WITHDRAWN: InvitationWithdrawn,
        InvitationState.EXPIRED: InvitationExpired,
    }
    if state in refusals:
        raise refusals[state]()


def ensure_addressee(*, address: str, claimed: set[str]) -> None:
    """`claimed` are the normal forms that the person typed or signed in with."""
    if address not in claimed:
        raise InvitationForAnother()


def ensure_scopes(asked: list[str], offered: set[str]) -> None:
    if not asked or not set(asked) <= offered or not all(SCOPE.fullmatch(scope) for scope in asked):
        raise ScopeUnknown()


def session_over(*, now: float, signed_in_at: float, seen_at: float, idle: timedelta, longest: timedelta) -> bool:
    """Times are seconds since 1970. Idle and absolute time-out (ASVS 5.0, 7.3)."""
    return now - seen_at >= idle.total_seconds() or now - signed_in_at >= longest.total_seconds()


def password_over_age(*, now: datetime, changed_at: datetime, max_age: timedelta) -> bool:
    """A max_age of zero means that passwords do not age."""
    return bool(max_age) and now - changed_at >= max_age


def character_classes(password: str) -> int:
    """How many of lower case, upper case, digits and others occur: 0 to 4."""
    return sum(
        any(test(character) for character in password)
        for test in (str.islower, str.isupper, str.isdigit, lambda character: not character.isalnum())
    )


def new_secret() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def sealed(secret: str) -> str:
    """SHA-256 in hex: enough at rest for a secret of 256 random bits, which no dictionary holds."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_token_prefix() -> str:
    """8 hex digits: what an owner recognises a token by."""
    return secrets.token_hex(4)


def token_text(prefix: str, secret: str) -> str:
    return f"{TOKEN_MARK}_{prefix}_{secret}"


def read_token(raw: str) -> tuple[str, str] | None:
    """(prefix, secret), or None when it does not look like one of our tokens."""
    mark, _, rest = raw.partition("_")
    prefix, _, secret = rest.partition("_")
    return (prefix, secret) if mark == TOKEN_MARK and prefix and secret else None
