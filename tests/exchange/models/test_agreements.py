"""Who sees an agreement, and who only knows of it."""

import pytest
from django.db import IntegrityError, transaction

from shanghui.core.actor import SYSTEM
from shanghui.core.audience import Audience, AudienceUnasked
from shanghui.exchange.models import Agreement, AgreementParty
from shanghui.exchange.rules import AgreementEnding, AgreementState
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

ROLES = ("secretary", "other", "officer", "convener", "contact", "visitor")


def who(world: World, agreement: Agreement, *, inside: bool = False) -> set[str]:
    seen = Agreement.objects.involving if inside else Agreement.objects.visible_to
    return {role for role in ROLES if seen(world.actors[role]).filter(pk=agreement.pk).exists()}


def test_rows_are_not_read_without_saying_who_asks(world: World) -> None:
    with pytest.raises(AudienceUnasked):
        list(Agreement.objects.all())
    made = exchange.make_agreement(world.chamber, world.chamber, world.other)
    assert list(Agreement.objects.visible_to(SYSTEM)) == [made]


@pytest.mark.parametrize(
    ("audience", "known"),
    [
        (Audience.OWN, {"secretary", "other"}),
        (Audience.AREA, {"secretary", "other", "convener", "officer", "contact"}),
        (Audience.FEDERATION, {"secretary", "other", "convener", "officer", "contact"}),
        (Audience.PUBLIC, set(ROLES)),
    ],
)
def test_audience_says_who_knows_that_it_exists(world: World, audience: Audience, known: set[str]) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, audience=audience)
    assert who(world, agreement) == known
    assert who(world, agreement, inside=True) == {"secretary", "other"}


def test_of_a_draft_only_the_secretaries_of_keeper_and_parties_know(world: World) -> None:
    firm = make.Enterprise.objects.unrestricted("test").get(pk=world.actors["contact"].enterprise_id)
    facts = {"state": AgreementState.DRAFTED, "audience": Audience.PUBLIC}
    draft = exchange.make_agreement(world.other, world.other, firm, **facts)
    assert who(world, draft) == {"secretary", "other"}, "the firm is a member of the secretary's chamber"
    draft.state = AgreementState.IN_FORCE
    draft.save()
    assert who(world, draft, inside=True) == {"secretary", "other", "contact"}


def test_membership_of_the_past_opens_nothing(world: World) -> None:
    firm = make.make_enterprise("离会的")
    make.make_membership(firm, world.chamber, end=exchange.localdate() - exchange.timedelta(days=1))
    assert who(world, exchange.make_agreement(world.other, world.other, firm)) == {"other"}


def test_party_is_one_of_two_kinds_and_there_once(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    for facts in (
        {},
        {"organisation": world.chamber},
        {"organisation": world.north, "enterprise": make.make_enterprise()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AgreementParty.objects.create(agreement=agreement, **facts)


def test_standing_says_how_it_ended(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    assert agreement.standing == "生效中"
    agreement.state, agreement.ending = AgreementState.ENDED, AgreementEnding.RENEWED
    assert agreement.standing == "已续签"
