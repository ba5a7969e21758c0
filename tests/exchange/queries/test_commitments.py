"""A commitment is there for those who take part."""

import pytest

from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotFound
from shanghui.exchange.queries.commitments import seen_commitment
from tests.factories import exchange
from tests.factories.world import World


def test_foreign_is_as_absent_and_the_trail_knows_better(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, audience="public")
    owed = exchange.make_commitment(agreement)
    assert seen_commitment(world.actors["other"], owed.pk) == owed
    for role, pk in (("officer", owed.pk), ("secretary", 987_654)):
        with pytest.raises(NotFound):
            seen_commitment(world.actors[role], pk)
    assert AuditRow.objects.filter(action="ask_for_foreign", subject_kind="exchange.commitment").count() == 1
