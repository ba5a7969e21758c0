"""How far a stage can reach."""

from shanghui.activities.queries.reach import reaches
from tests.factories.world import World


def test_federation_stands_in_no_area(world: World) -> None:
    assert reaches(world.federation) == ("federation", "public")
    assert reaches(world.north) == reaches(world.district) == ("area", "federation", "public")
