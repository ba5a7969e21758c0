"""Invitations: once, in time, for one person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from shanghui.accounts import actions, rules, signals
from shanghui.accounts.actions import IssuedInvitation
from shanghui.accounts.invitation_text import pasteable
from shanghui.accounts.models import Invitation, User
from shanghui.accounts.queries import open_invitation
from shanghui.core.actor import VISITOR, Actor, Role
from shanghui.core.models import AuditRow
from shanghui.core.reference import Reference
from shanghui.core.refusal import NotFound, NotPermitted
from tests.accounts.conftest import NOW, PASSWORD

ACCEPTANCE = {"address": "+86 139 0000 0001", "name": "顾承舟", "password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def issued(db: None, officer: Actor) -> IssuedInvitation:
    return actions.invite_person(
        actor=officer,
        name="顾承舟",
        address="139 0000 0001",
        purpose=Reference("sample.thing", 7),
        now=timezone.now(),
    )


@pytest.fixture
def link(issued: IssuedInvitation) -> str:
    return f"/account/invitation/{issued.token}/"


def test_invitation_keeps_only_the_hash(issued: IssuedInvitation) -> None:
    row = Invitation.objects.get()
    assert issued.token not in str(row.__dict__)
    assert row.token_hash == rules.sealed(issued.token)
    assert (row.address, row.purpose_kind, row.purpose_id) == ("13900000001", "sample.thing", 7)
    assert row.expires_at - row.created_at == timedelta(days=7)
    assert issued.token not in str(list(AuditRow.objects.values()))


def test_acceptance_makes_a_login_signs_in_and_tells_the_mechanism(
    client: Client, link: str, issued: IssuedInvitation
) -> None:
    heard: list[dict[str, Any]] = []
    signals.invitation_accepted.connect(lambda **fact: heard.append(fact), weak=False, dispatch_uid="test")
    try:
        assert "139******01" in client.get(link).content.decode()
        assert client.post(link, ACCEPTANCE).headers["Location"] == "/"
    finally:
        signals.invitation_accepted.disconnect(dispatch_uid="test")
    user = User.objects.get(mobile="13900000001")
    assert (user.name, user.email, user.is_staff, user.is_superuser) == ("顾承舟", "", False, False)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert [(fact["invitation"], fact["user"]) for fact in heard] == [(issued.invitation, user)]
    assert AuditRow.objects.filter(action="accept_invitation", user_id=user.pk).exists()


def test_acceptance_by_mail_address(db: None, officer: Actor) -> None:
    issued = actions.invite_person(actor=officer, name="", address="Gu@Example.com", now=NOW)
    user = actions.accept_invitation(
        token=issued.token, address="gu@example.COM", name="顾", password=PASSWORD, now=NOW
    )
    assert (user.email, user.mobile, user.name) == ("gu@example.com", None, "顾")


def test_invitation_works_once(client: Client, link: str) -> None:
    client.post(link, ACCEPTANCE)
    for again in (Client().get(link), Client().post(link, ACCEPTANCE)):
        assert again.status_code == 410
        assert "已经用过" in again.content.decode()
    assert User.objects.count() == 1


def test_expired_invitation_is_gone(client: Client, link: str) -> None:
    Invitation.objects.update(expires_at=timezone.now())
    for answer in (client.get(link), client.post(link, ACCEPTANCE)):
        assert answer.status_code == 410
        assert "已经过期" in answer.content.decode()
    assert not User.objects.exists()


def test_withdrawn_invitation_is_gone(client: Client, link: str, issued: IssuedInvitation, officer: Actor) -> None:
    actions.withdraw_invitation(actor=officer, invitation=issued.invitation, now=timezone.now())
    assert client.get(link).status_code == 410
    with pytest.raises(rules.InvitationWithdrawn):
        actions.withdraw_invitation(actor=officer, invitation=issued.invitation, now=timezone.now())


def test_guessed_link_is_not_found(client: Client, db: None) -> None:
    assert client.get("/account/invitation/guess/").status_code == 404


def test_invitation_for_one_is_no_use_to_another_who_is_signed_in(signed_in: Client, link: str, user: User) -> None:
    for answer in (signed_in.get(link), signed_in.post(link, ACCEPTANCE)):
        assert answer.status_code == 410
        assert "发给另一个人" in answer.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_invitation_for_one_is_no_use_to_another_who_types_her_own_address(client: Client, link: str) -> None:
    answer = client.post(link, ACCEPTANCE | {"address": "13700000000"})
    assert answer.status_code == 410
    assert "发给另一个人" in answer.content.decode()
    assert not User.objects.exists()
    assert client.post(link, ACCEPTANCE).status_code == 302


def test_five_wrong_addresses_close_the_link(client: Client, link: str) -> None:
    for number in range(5):
        assert client.post(link, ACCEPTANCE | {"address": f"1370000000{number}"}).status_code == 410
    assert "已经撤回" in client.post(link, ACCEPTANCE).content.decode()
    assert AuditRow.objects.filter(action="refuse_wrong_address").count() == 5


def test_who_has_a_login_signs_in_and_accepts_as_herself(link: str, other: User) -> None:
    client = Client()
    page = client.get(link).content.decode()
    assert "请先登录" in page
    assert f"/account/login/?next={link}" in page
    client.post("/account/login/", {"login": "gu", "password": PASSWORD})
    assert client.get(link).status_code == 200
    assert client.post(link).headers["Location"] == "/"
    assert Invitation.objects.get().accepted_by == other


def test_taken_address_makes_no_second_login(issued: IssuedInvitation, other: User) -> None:
    facts = {"address": "13900000001", "name": "", "password": PASSWORD}
    with pytest.raises(rules.AddressTaken):
        actions.accept_invitation(token=issued.token, now=timezone.now(), **facts)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password_again": "plum-Blossom-48"}, "两次输入的密码不一样"),
        ({"password": "short1A", "password_again": "short1A"}, "太短"),
    ],
)
def test_acceptance_says_what_is_wrong_with_the_password(
    client: Client, link: str, change: dict[str, str], words: str
) -> None:
    from django.utils import translation

    with translation.override("zh-hans"):
        answer = client.post(link, ACCEPTANCE | change)
    assert answer.status_code == 200
    assert "sh-errors" in answer.content.decode()
    assert not User.objects.exists()


def test_weak_password_is_refused_by_the_action_too(issued: IssuedInvitation) -> None:
    with pytest.raises(ValidationError):
        actions.accept_invitation(
            token=issued.token, address="13900000001", name="顾", password="13900000001", now=timezone.now()
        )
    assert Invitation.objects.get().accepted_at is None


def test_acceptance_ignores_fields_that_would_carry_rights(client: Client, link: str) -> None:
    client.post(
        link, ACCEPTANCE | {"is_superuser": "1", "is_staff": "1", "role": "federation_officer", "username": "admin"}
    )
    user = User.objects.get()
    assert (user.is_superuser, user.is_staff, user.username == "admin") == (False, False, False)


@pytest.mark.parametrize("role", [Role.VISITOR, Role.ENTERPRISE_CONTACT])
def test_only_keepers_of_people_invite(db: None, role: Role) -> None:
    with pytest.raises(NotPermitted):
        actions.invite_person(actor=Actor(role=role), name="x", address="13900000001", now=NOW)


def test_token_does_not_invite(db: None) -> None:
    with pytest.raises(NotPermitted):
        actions.invite_person(
            actor=Actor(role=Role.SECRETARY, scopes=frozenset({"network:write"})), name="x", address="a@b.cn", now=NOW
        )


def test_foreign_invitation_is_not_found(issued: IssuedInvitation, user: User) -> None:
    secretary = Actor(role=Role.SECRETARY, user_id=user.pk)
    with pytest.raises(NotFound):
        actions.withdraw_invitation(actor=secretary, invitation=issued.invitation, now=timezone.now())
    with pytest.raises(NotPermitted):
        actions.accept_invitation_as(actor=VISITOR, user=user, token=issued.token, now=timezone.now())


def test_pasteable_text_is_short_and_bears_the_link(issued: IssuedInvitation) -> None:
    issued.invitation.name, issued.invitation.note = "顾" * 100, "请" * 200
    paste = pasteable(issued)
    assert len(paste.text.encode()) <= 2048
    assert issued.token in paste.text
    assert paste.qr.startswith("data:image/svg+xml")
    issued.invitation.name = ""
    assert pasteable(issued).text.startswith("您好")


def test_open_invitation_is_read_by_its_token(issued: IssuedInvitation) -> None:
    assert str(open_invitation(issued.token, timezone.now())) == "顾承舟"
    assert str(Invitation(address="a@b.cn")) == "a@b.cn"


@pytest.fixture
def secretary(signed_in: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The signed-in user as a mechanism above would see her: a secretary."""
    actor = Actor(role=Role.SECRETARY, user_id=user.pk, name=user.name)
    for view in ("invitations", "account"):
        monkeypatch.setattr(f"shanghui.accounts.views.{view}.actor_of", lambda request: actor)
    return signed_in


def test_pages_to_invite_list_and_withdraw(secretary: Client, issued: IssuedInvitation) -> None:
    assert "邀请" in secretary.get("/account/").content.decode()
    assert secretary.get("/account/invitations/create/").status_code == 200
    bad = secretary.post("/account/invitations/create/", {"name": "陆", "address": "neither"})
    assert "既不是手机号" in bad.content.decode()
    good = secretary.post(
        "/account/invitations/create/", {"name": "<img onerror=alert(1)>", "address": "lu@example.com"}
    )
    assert good.status_code == 201
    assert "<img onerror" not in good.content.decode()
    mine = Invitation.objects.get(address="lu@example.com")
    page = secretary.get("/account/invitations/").content.decode()
    assert "lu@example.com" in page
    assert "13900000001" not in page
    assert secretary.post(f"/account/invitations/{issued.invitation.pk}/withdraw/").status_code == 404
    assert secretary.post(f"/account/invitations/{mine.pk}/withdraw/").status_code == 302
    assert secretary.get(f"/account/invitations/{mine.pk}/withdraw/").status_code == 405
    assert "已撤回" in secretary.get("/account/invitations/").content.decode()


def test_pages_to_invite_are_closed_to_visitors(signed_in: Client) -> None:
    for path in ("", "create/"):
        assert signed_in.get(f"/account/invitations/{path}").status_code == 403
    assert signed_in.post("/account/invitations/create/", {"name": "x", "address": "13900000001"}).status_code == 403


def test_list_of_invitations_costs_the_same_for_one_and_three(
    secretary: Client, user: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    actor = Actor(role=Role.SECRETARY, user_id=user.pk)
    actions.invite_person(actor=actor, name="a", address="a@example.com", now=timezone.now())
    with django_assert_num_queries(20, exact=False) as one:
        secretary.get("/account/invitations/")
    for name in "bc":
        actions.invite_person(actor=actor, name=name, address=f"{name}@example.com", now=timezone.now())
    with django_assert_num_queries(len(one)):
        secretary.get("/account/invitations/")
