"""Where and in which trade: what a filter on a region or an industry means, and the federation's own districts."""

from dataclasses import dataclass

from django.db.models import Q

from shanghui.catalogue.models import Industry, Region
from shanghui.catalogue.queries.district_map import DistrictShape, district_shapes
from shanghui.catalogue.rules import RegionLevel
from shanghui.network.models import Organisation
from shanghui.network.rules import OrganisationKind

#: of the digits of GB/T 2260, how many name the province, the city, the district
DIGITS: dict[int, int] = {RegionLevel.PROVINCE: 2, RegionLevel.CITY: 4, RegionLevel.DISTRICT: 6}


def regions_within(region: Region) -> list[int]:
    """The ids of the region and of everything below it, down to towns: all codes that begin as its own does.

    A list, not a subquery: PostgreSQL then knows how many firms to expect there."""
    begins = region.code[: DIGITS.get(region.level, len(region.code))]
    rows = Region.objects.filter(code__gte=begins, code__lt=begins[:-1] + chr(ord(begins[-1]) + 1))
    return list(rows.order_by().values_list("pk", flat=True))


def industries_within(industry: Industry) -> list[int]:
    """The ids of the industry and of everything below it, down to classes."""
    above = Q(parent=industry) | Q(parent__parent=industry) | Q(parent__parent__parent=industry)
    rows = Industry.objects.filter(Q(pk=industry.pk) | above)
    return list(rows.order_by().values_list("pk", flat=True))


def home_region() -> Region | None:
    """The region of the federation that runs this installation."""
    rows = Organisation.objects.unrestricted("whose city it is, is public").active()
    federation = rows.filter(kind=OrganisationKind.FEDERATION).select_related("region").first()
    return federation.region if federation else None


@dataclass(frozen=True)
class District:
    """A district on the map with the rows that lie in it. `tint` 0 to 4 grows with the share of the largest."""

    shape: DistrictShape
    rows: int
    tint: int
    current: bool

    @property
    def region(self) -> Region:
        return self.shape.region


def districts(facets: dict[int | None, int], current: Region | None = None) -> list[District]:
    """The home region's districts, each with its rows; rows of a town count for its district. Three queries."""
    home = home_region()
    if home is None:
        return []
    shapes = district_shapes(home)
    drawn = {shape.region.pk for shape in shapes}
    found = dict.fromkeys(drawn, 0)
    ways = Region.objects.filter(pk__in=[pk for pk in facets if pk is not None])
    for pk, *above in ways.values_list("pk", "parent", "parent__parent"):
        place = next((step for step in (pk, *above) if step in drawn), None)
        if place is not None:
            found[place] += facets[pk]
    most = max(found.values(), default=0)
    return [
        District(shape, found[shape.region.pk], tint(found[shape.region.pk], most), shape.region == current)
        for shape in shapes
    ]


def tint(rows: int, most: int) -> int:
    """0 for none, else 1 to 4 by the share of the largest."""
    return 0 if rows == 0 else min(4, 1 + rows * 4 // (most + 1))
