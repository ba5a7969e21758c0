"""A person and her login."""

import pytest
from django.test import Client
from django.utils.timezone import now

from shanghui.accounts.actions import accept_invitation
from shanghui.core.actor import SYSTEM
from shanghui.core.refusal import Gone, NotPermitted
from shanghui.network.actions.logins import connect_login, invite_to_sign_in
from shanghui.network.models import Person
from shanghui.network.rules import LoginTaken, Post
from tests.factories import network as make

pytestmark = pytest.mark.django_db
MOBILE = "13800138000"


def _person_in(organisation: object, post: Post = Post.SECRETARY) -> Person:
    person = make.make_person("李若谷")
    make.make_appointment(person, organisation, post)  # type: ignore[arg-type]
    return person


def test_accepted_invitation_becomes_the_person_s_login() -> None:
    chamber = make.make_organisation()
    person = _person_in(chamber)
    issued = invite_to_sign_in(actor=make.make_secretary(chamber)[1], person=person, address=MOBILE, now=now())
    user = accept_invitation(token=issued.token, address=MOBILE, name="李若谷", password="longmarchofwords", now=now())
    person.refresh_from_db()
    assert person.user == user


def test_invitation_to_a_post_elsewhere_is_refused() -> None:
    """A secretary may not become somebody who also speaks for another chamber, or for the area."""
    chamber, other = make.make_organisation(), make.make_organisation()
    actor = make.make_secretary(chamber)[1]
    for place, post in ((other, Post.SECRETARY), (make.make_area(), Post.GENERAL_CONVENER)):
        person = _person_in(chamber)
        make.make_appointment(person, place, post)
        with pytest.raises(NotPermitted):
            invite_to_sign_in(actor=actor, person=person, address=MOBILE, now=now())


def test_invitation_of_a_person_with_a_login_is_refused() -> None:
    chamber = make.make_organisation()
    person = _person_in(chamber)
    connect_login(actor=SYSTEM, person=person, user=make.make_user(), now=now())
    with pytest.raises(NotPermitted):
        invite_to_sign_in(actor=make.make_secretary(chamber)[1], person=person, address=MOBILE, now=now())


def test_login_belongs_to_one_person() -> None:
    user = make.make_user()
    connect_login(actor=SYSTEM, person=make.make_person(), user=user, now=now())
    with pytest.raises(LoginTaken):
        connect_login(actor=SYSTEM, person=make.make_person(), user=user, now=now())
    with pytest.raises(NotPermitted):
        connect_login(actor=make.make_visitor()[1], person=make.make_person(), user=make.make_user(), now=now())


def test_acceptance_is_taken_back_when_the_person_is_gone_or_taken() -> None:
    chamber = make.make_organisation()
    actor = make.make_secretary(chamber)[1]
    gone, taken = _person_in(chamber), _person_in(chamber)
    first = invite_to_sign_in(actor=actor, person=gone, address=MOBILE, now=now())
    second = invite_to_sign_in(actor=actor, person=taken, address="13800138001", now=now())
    gone.delete()
    connect_login(actor=SYSTEM, person=taken, user=make.make_user(), now=now())
    facts = {"name": "李若谷", "password": "longmarchofwords", "now": now()}
    with pytest.raises(Gone):
        accept_invitation(token=first.token, address=MOBILE, **facts)
    with pytest.raises(LoginTaken):
        accept_invitation(token=second.token, address="13800138001", **facts)
    first.invitation.refresh_from_db()
    assert first.invitation.accepted_at is None


def test_page_offers_the_link_once() -> None:
    chamber = make.make_organisation()
    user = make.make_secretary(chamber)[0]
    person = _person_in(chamber)
    client = Client()
    client.force_login(user)
    page = client.get(f"/network/people/{person.pk}/")
    assert "邀请登录" in page.content.decode()
    path = f"/network/people/{person.pk}/invite/"
    issued = client.post(path, {"address": MOBILE})
    assert issued.status_code == 201
    assert "/account/invitation/" in issued.content.decode()
    assert client.post(path, {"address": "不是地址"}).status_code == 302
    assert client.get(path).status_code == 405
