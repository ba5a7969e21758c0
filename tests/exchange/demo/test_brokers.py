"""Who speaks for an organisation in the demo, with an account or without."""

import pytest
from django.utils.timezone import localdate

from shanghui.core.actor import Role
from shanghui.exchange.demo.brokers import Brokers, contact_of
from shanghui.network.rules import Post
from tests.factories import network as make


@pytest.mark.django_db
def test_the_head_speaks_and_the_colleague_works_without_an_account() -> None:
    chamber = make.make_organisation()
    make.make_appointment(make.make_person("张经办"), chamber, Post.SECRETARY)
    user, _ = make.make_secretary(chamber, "李秘书长")
    brokers = Brokers(localdate())
    head, clerk = brokers.head(chamber), brokers.clerk(chamber)
    assert (head.user_id, head.name, head.organisation_id) == (user.pk, "李秘书长", chamber.pk)
    assert (clerk.user_id, clerk.name, clerk.role) == (None, "张经办", Role.SECRETARY)


@pytest.mark.django_db
def test_a_firms_contact_acts_for_it() -> None:
    firm = make.make_enterprise()
    user, _ = make.make_contact(firm, "顾承舟")
    contact = contact_of("顾承舟", localdate())
    assert (contact.user_id, contact.enterprise_id) == (user.pk, firm.pk)
