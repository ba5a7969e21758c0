"""The door's list for a device without network; counts by unit; speed."""

import hashlib
import time

import pytest

from shanghui.activities.models import Registration
from shanghui.activities.queries import door as queries
from shanghui.activities.rules import RegistrationState
from shanghui.core.refusal import UnknownFilter
from tests.activities.doors import Door


def test_offline_list_holds_few_facts_and_no_code(door: Door) -> None:
    guest = door.guest(name="张三", firm="澄屿装备", phone="138 0000 1234", email="a@example.org", position="经理")
    door.guest(state=RegistrationState.CANCELLED)
    [told] = queries.offline_guests(door.activity)
    assert told == {
        "id": guest.pk,
        "name": "张三",
        "firm": "澄屿装备",
        "ending": "1234",
        "initials": "zs cyzb",
        "sha256": hashlib.sha256(guest.code.encode()).hexdigest(),
        "arrived": False,
    }


def test_units_are_counted_and_who_names_none_too(door: Door) -> None:
    door.guest(unit=door.world.chamber, arrived_at=door.now)
    door.guest(unit=door.world.chamber)
    door.guest()
    door.guest(unit=door.world.other, state=RegistrationState.WAITING)
    told = [(one.called, one.arrived, one.expected) for one in queries.unit_counts(door.activity)]
    assert told == [("紧固件协会", 1, 2), ("没有写单位", 0, 1)]
    counts = queries.counts(door.activity)
    assert (counts.arrived, counts.expected, counts.waiting, counts.share) == (1, 3, 1, 33)


def test_empty_door_counts_nothing(door: Door) -> None:
    counts = queries.counts(door.activity)
    assert (counts.arrived, counts.expected, counts.share) == (0, 0, 0)
    assert queries.unit_counts(door.activity) == []


def test_traditional_signs_find_simplified_names(door: Door) -> None:
    door.guest(name="张丽华")
    actor = door.world.actors["secretary"]
    assert [row.name for row in queries.guests(actor, door.activity, "張麗華")] == ["张丽华"]


def test_others_see_none_of_the_guests(door: Door) -> None:
    door.guest()
    assert list(queries.guests(door.world.actors["other"], door.activity)) == []
    with pytest.raises(UnknownFilter):
        queries.guests(door.world.actors["secretary"], door.activity, "", "nonsense")


def test_two_thousand_guests_are_listed_and_found_quickly(door: Door) -> None:
    """A page within 200 ms; here with room for a busy machine, the median of several."""
    surnames, given = "张王李赵陈杨黄周吴徐", "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞"
    rows = [
        Registration(
            activity=door.activity, name=surnames[n % 10] + given[n // 10 % 20] + given[n // 200 % 20],
            firm=f"上海第{n}精密制造有限公司", phone=f"138{n:08}", state=RegistrationState.REGISTERED,
            registered_at=door.now, unit=door.world.chamber if n % 3 else door.world.other,
        )
        for n in range(2000)
    ]  # fmt: skip
    Registration.objects.bulk_create(rows)
    client = door.world.client("secretary")
    for query in ("", "?q=zwf", "?q=0042", "?q=张伟", "?show=all&page=60"):
        took = []
        for _ in range(5):
            begin = time.perf_counter()
            assert client.get(door.url() + query).status_code == 200
            took.append(time.perf_counter() - begin)
        assert sorted(took)[2] < 0.4, (query, took)
