"""The organisations of the demo, superiors first."""

from collections import Counter

from shanghui.network.demo.places import AREAS, FEDERATION, organisations
from shanghui.network.rules import PARENT_KINDS, AffiliationOrder, OrganisationKind


def test_every_superior_stands_before_and_fits() -> None:
    kinds: dict[str, OrganisationKind] = {}
    orders = {"area": AffiliationOrder.AREA, "administrative": AffiliationOrder.ADMINISTRATIVE,
              "trade": AffiliationOrder.TRADE, "home": AffiliationOrder.HOMETOWN}  # fmt: skip
    for one in organisations():
        for attribute, order in orders.items():
            if above := getattr(one, attribute):
                assert kinds[above] in PARENT_KINDS[order], (one.name, above)
        kinds[one.name] = one.kind
    assert len(kinds) == len(organisations())


def test_city_has_sixteen_districts_in_four_areas() -> None:
    count = Counter(one.kind for one in organisations())
    assert (count[OrganisationKind.FEDERATION], count[OrganisationKind.AREA]) == (1, 4)
    assert count[OrganisationKind.DISTRICT_FEDERATION] == sum(len(districts) for districts in AREAS.values()) == 16
    pudong = next(
        one for one in organisations() if "浦东" in one.name and one.kind == OrganisationKind.DISTRICT_FEDERATION
    )
    assert (pudong.short_name, pudong.area, pudong.administrative) == ("浦东区工商联", "东片区", FEDERATION)
