"""Reads of the catalogue."""

from shanghui.catalogue.queries.calendar import ShownDay, ShownMonth, ShownYear, working_day_exceptions, year_calendar
from shanghui.catalogue.queries.district_map import DistrictShape, district_shapes
from shanghui.catalogue.queries.exports import EXPORTS, ExportTable
from shanghui.catalogue.queries.industries import (
    industries_above,
    industries_below,
    industry_by_code,
    industry_index,
    search_industries,
)
from shanghui.catalogue.queries.picking import offered, picked, picked_text
from shanghui.catalogue.queries.product_classes import (
    claimed_words,
    listed_product_classes,
    product_class_by_word,
    search_product_classes,
)
from shanghui.catalogue.queries.regions import (
    ABOVE_TOWNS,
    RegionRow,
    place_gazetteer,
    region_by_code,
    region_index,
    region_rows,
    regions_above,
    regions_below,
    search_regions,
)
from shanghui.catalogue.queries.search import folded, search_text, spelling

__all__ = [
    "ABOVE_TOWNS",
    "EXPORTS",
    "DistrictShape",
    "ExportTable",
    "RegionRow",
    "ShownDay",
    "ShownMonth",
    "ShownYear",
    "claimed_words",
    "district_shapes",
    "folded",
    "industries_above",
    "industries_below",
    "industry_by_code",
    "industry_index",
    "listed_product_classes",
    "offered",
    "picked",
    "picked_text",
    "place_gazetteer",
    "product_class_by_word",
    "region_by_code",
    "region_index",
    "region_rows",
    "regions_above",
    "regions_below",
    "search_industries",
    "search_product_classes",
    "search_regions",
    "search_text",
    "spelling",
    "working_day_exceptions",
    "year_calendar",
]
