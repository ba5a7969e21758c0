"""What everybody in the network names alike: regions, industries, product classes, working days."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import get_language

from shanghui.catalogue.rules import IndustryLevel, RegionLevel

if TYPE_CHECKING:
    from collections.abc import Iterable


class Entry(models.Model):
    """A named and coded line of a catalogue. Never deleted: `valid_until` is the last day on which it was in use.

    `search` holds folded words between bars (|嘉定区|jiadingqu|jdq|310114|), so that exact, prefix and inner
    finds are the same look-up; queries.search writes and reads it.
    """

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=100)
    name_hant = models.CharField(max_length=100, blank=True)
    name_en = models.CharField(max_length=160, blank=True)
    pinyin = models.CharField(max_length=400)
    initials = models.CharField(max_length=100)
    search = models.TextField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language, where one is known."""
        names = {"zh-hant": self.name_hant, "en": self.name_en}
        return names.get(get_language() or "") or self.name


class Region(Entry):
    """A place of GB/T 2260 (code of six digits) or a town (nine digits)."""

    LEVELS = [(level.value, level.name) for level in RegionLevel]

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.PositiveSmallIntegerField(choices=LEVELS, db_index=True)
    short_name = models.CharField(max_length=100)
    aliases = models.JSONField(default=list, blank=True)
    former_codes = models.JSONField(default=list, blank=True)

    @property
    def full_name(self) -> str:
        """With the regions above: 浙江省宁波市余姚市. Ask for `select_related("parent__parent")` before."""
        above = self.parent.full_name if self.parent else ""
        return above + (" " if above and self.shown_name.isascii() else "") + self.shown_name


class Industry(Entry):
    """A class of GB/T 4754-2017; `former_codes` are codes of 2011 and 2002 that are no code today."""

    LEVELS = [(level.value, level.name) for level in IndustryLevel]

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.PositiveSmallIntegerField(choices=LEVELS, db_index=True)
    former_codes = models.JSONField(default=list, blank=True)


class ProductClass(Entry):
    """A class of goods or services as people trade them. `edited_at` is set once an officer has changed it."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True, related_name="product_classes")
    unit = models.CharField(max_length=20, blank=True)
    synonyms = models.JSONField(default=list, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def of_years(self, years: "Iterable[int]") -> "CalendarDayQuerySet":
        return self.filter(date__year__in=list(years))


class CalendarDay(models.Model):
    """A day that is not what its weekday says, or that has a name; else Monday to Friday are working days."""

    date = models.DateField(unique=True)
    working = models.BooleanField()
    note = models.CharField(max_length=60, blank=True)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.note}".strip()
