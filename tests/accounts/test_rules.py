from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.accounts import rules
from shanghui.accounts.rules import IdentifierKind, InvitationState

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("138 1234 5678", IdentifierKind.MOBILE, "13812345678"),
        ("+86 138-1234-5678", IdentifierKind.MOBILE, "13812345678"),
        ("008613812345678", IdentifierKind.MOBILE, "13812345678"),
        ("8613812345678", IdentifierKind.MOBILE, "13812345678"),
        ("１３８１２３４５６７８", IdentifierKind.MOBILE, "13812345678"),
        ("+852 9123 4567", IdentifierKind.MOBILE, "+85291234567"),
        ("Shen@Example.COM ", IdentifierKind.EMAIL, "shen@example.com"),
        ("shen", IdentifierKind.USER_NAME, "shen"),
        ("12812345678", IdentifierKind.USER_NAME, "12812345678"),
        ("1381234567", IdentifierKind.USER_NAME, "1381234567"),
    ],
)
def test_identifier_is_read_by_its_shape(typed: str, kind: IdentifierKind, value: str) -> None:
    assert rules.read_identifier(typed) == rules.Identifier(kind, value)


@given(st.text(max_size=60))
def test_identifier_reads_anything_and_its_normal_form_is_stable(text: str) -> None:
    found = rules.read_identifier(text)
    if found.kind is IdentifierKind.MOBILE:
        assert rules.read_identifier(found.value) == found


@pytest.mark.parametrize("name", ["13812345678", "a@b", "1", "123456", "有 空格", "x" * 61])
def test_user_name_never_looks_like_an_address(name: str) -> None:
    assert rules.USER_NAME.fullmatch(name) is None


@pytest.mark.parametrize("name", ["shen", "沈知微", "u-01ab", "secretary.north", "2026秘书处"])
def test_user_name_may_be_chinese(name: str) -> None:
    assert rules.USER_NAME.fullmatch(name)


def test_address_must_be_reachable() -> None:
    with pytest.raises(rules.AddressUnreadable):
        rules.ensure_address("shen")
    assert rules.ensure_address("13812345678").value == "13812345678"


def test_mask_hides_what_a_stranger_would_have_to_type() -> None:
    assert rules.masked("13812345678") == "138******78"
    assert rules.masked("shen@example.com") == "s***@example.com"


@pytest.mark.parametrize(
    ("accepted", "withdrawn", "days", "state", "refusal"),
    [
        (None, None, 1, InvitationState.OPEN, None),
        (NOW, None, 1, InvitationState.ACCEPTED, rules.InvitationUsed),
        (None, NOW, 1, InvitationState.WITHDRAWN, rules.InvitationWithdrawn),
        (None, None, 0, InvitationState.EXPIRED, rules.InvitationExpired),
    ],
)
def test_invitation_state_and_its_refusal(
    accepted: datetime | None,
    withdrawn: datetime | None,
    days: int,
    state: InvitationState,
    refusal: type[Exception] | None,
) -> None:
    found = rules.invitation_state(
        now=NOW, expires_at=NOW + timedelta(days=days), accepted_at=accepted, withdrawn_at=withdrawn
    )
    assert found is state
    if refusal is None:
        rules.ensure_open(found)
    else:
        with pytest.raises(refusal):
            rules.ensure_open(found)


def test_addressee_is_only_she() -> None:
    rules.ensure_addressee(address="a@b.cn", claimed={"a@b.cn", "13812345678"})
    with pytest.raises(rules.InvitationForAnother) as refusal:
        rules.ensure_addressee(address="a@b.cn", claimed={"13812345678"})
    assert refusal.value.status == 410


@pytest.mark.parametrize("asked", [[], ["network:delete"], ["network:read", "x"], ["NETWORK"]])
def test_scopes_are_only_those_offered(asked: list[str]) -> None:
    with pytest.raises(rules.ScopeUnknown):
        rules.ensure_scopes(asked, {"network:read", "NETWORK"})
    rules.ensure_scopes(["network:read"], {"network:read"})


@pytest.mark.parametrize(
    ("signed_in", "seen", "over"), [(0, 0, False), (-3000, -59, False), (-100, -60, True), (-3600, 0, True)]
)
def test_session_ends_when_idle_or_old(signed_in: float, seen: float, over: bool) -> None:
    limits = {"idle": timedelta(seconds=60), "longest": timedelta(hours=1)}
    assert rules.session_over(now=1e6, signed_in_at=1e6 + signed_in, seen_at=1e6 + seen, **limits) is over


def test_password_ages_only_when_switched_on() -> None:
    old = NOW - timedelta(days=91)
    assert not rules.password_over_age(now=NOW, changed_at=old, max_age=timedelta(0))
    assert rules.password_over_age(now=NOW, changed_at=old, max_age=timedelta(days=90))
    assert not rules.password_over_age(now=NOW, changed_at=NOW, max_age=timedelta(days=90))


@pytest.mark.parametrize(
    ("password", "classes"), [("", 0), ("abc", 1), ("aB", 2), ("aB1", 3), ("aB1!", 4), ("梅花", 0)]
)
def test_character_classes_are_counted(password: str, classes: int) -> None:
    assert rules.character_classes(password) == classes


def test_secrets_hold_at_least_128_bits_and_differ() -> None:
    assert len(rules.new_secret()) >= 43
    assert rules.new_secret() != rules.new_secret()
    assert rules.sealed("x") != "x"
    assert len(rules.sealed("x")) == 64


@given(st.text(max_size=80))
def test_token_reading_never_fails(raw: str) -> None:
    rules.read_token(raw)


def test_token_text_reads_back() -> None:
    prefix, secret = rules.new_token_prefix(), "a_b-c"
    assert rules.read_token(rules.token_text(prefix, secret)) == (prefix, secret)
    assert rules.read_token("nonsense") is None
    assert rules.read_token("xyz_1_2") is None
