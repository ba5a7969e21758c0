"""Shapes show what the reader may see, and nothing else."""

from datetime import date

import pytest
from pydantic import ValidationError

from shanghui.network.api import shapes
from shanghui.network.rules import Grade, Post
from tests.factories import network as make
from tests.factories.world import World


def test_organisation_and_firm_name_their_places_by_code(world: World) -> None:
    world.district.hometown = make.make_region("310113")
    shown = shapes.organisation_out(world.district)
    assert (shown.region, shown.hometown, shown.merged_into) == ("310114", "310113", None)
    assert shapes.organisation_out(world.chamber).region is None
    firm = make.make_enterprise(
        "甲", region=make.make_region(), industry=make.make_industry(), phone="1", email="a@b.cn"
    )
    assert (shapes.enterprise_out(firm, contacts=True).phone, shapes.enterprise_out(firm, contacts=True).industry) == (
        "1",
        "3482",
    )
    hidden = shapes.enterprise_out(firm, contacts=False)
    assert (hidden.phone, hidden.email, hidden.contact_name) == (None, None, None)
    plain = shapes.enterprise_out(make.make_enterprise("乙", merged_into=firm), contacts=True)
    assert (plain.region, plain.industry, plain.merged_into) == (None, None, firm.pk)


def test_dues_are_shown_to_the_chamber_alone(world: World) -> None:
    row = make.make_membership(
        make.make_enterprise("甲"), world.chamber, dues_state="due", dues_until=date(2026, 1, 1), grade="council"
    )
    own, others = (shapes.membership_out(row, world.actors[role]) for role in ("secretary", "officer"))
    assert (own.dues_state, own.dues_until) == ("due", date(2026, 1, 1))
    assert (others.dues_state, others.dues_until, others.grade) == (None, None, Grade.COUNCIL)


def test_post_is_in_an_organisation_or_in_a_firm(world: World) -> None:
    here = shapes.appointment_out(make.make_appointment(make.make_person(), world.chamber, Post.STAFF))
    there = shapes.appointment_out(make.make_appointment(make.make_person(), make.make_enterprise("甲"), Post.CONTACT))
    assert (here.organisation and here.organisation.name, here.enterprise) == ("紧固件协会", None)
    assert (there.organisation, there.enterprise and there.enterprise.name) == (None, "甲")


def test_person_shows_contacts_only_when_told_so(world: World) -> None:
    person = make.make_person("叶", phone="1", email="a@b.cn")
    assert (shapes.person_out(person).phone, shapes.person_out(person).email) == (None, None)
    assert (shapes.person_out(person, contacts=True).phone, shapes.person_out(person, contacts=True).email) == (
        "1",
        "a@b.cn",
    )


@pytest.mark.parametrize(
    ("shape", "facts"),
    [
        (shapes.EnterpriseIn, {"name": "甲"}),
        (shapes.EnterprisePatch, {"staff": -1}),
        (shapes.EnterprisePatch, {"capital": "1.234"}),
        (shapes.MembershipPatch, {"grade": "king"}),
        (shapes.OrganisationIn, {"name": "甲会", "kind": "x"}),
        (shapes.MoveIn, {"order": "area", "on": "2026-01-01"}),
        (shapes.MergeIn, {"absorbed": 1, "kept": 2}),
        (shapes.PersonIn, {"name": ""}),
    ],
)
def test_what_is_too_short_unknown_or_impossible_is_refused(
    shape: type[shapes.Strict], facts: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        shape(**facts)
