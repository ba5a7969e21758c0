"""Use cases of the catalogue, the only writers."""

from shanghui.catalogue.actions.calendar import set_calendar_day
from shanghui.catalogue.actions.load import LoadedCatalogue, load_catalogue
from shanghui.catalogue.actions.product_classes import (
    ProductClassDraft,
    add_product_class,
    edit_product_class,
    restore_product_class,
    retire_product_class,
)

__all__ = [
    "LoadedCatalogue",
    "ProductClassDraft",
    "add_product_class",
    "edit_product_class",
    "load_catalogue",
    "restore_product_class",
    "retire_product_class",
    "set_calendar_day",
]
