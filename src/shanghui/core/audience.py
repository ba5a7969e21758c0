"""Audience: who may see a row. A queryset asked without an actor raises, so that nobody forgets to ask."""

from enum import StrEnum
from typing import Any, Self, TypeVar

from django.db import models

from shanghui.core.actor import Actor

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class Audience(StrEnum):
    """own organisation · area · federation · public."""

    OWN = "own"
    AREA = "area"
    FEDERATION = "federation"
    PUBLIC = "public"


class AudienceUnasked(RuntimeError):
    """A programming fault: rows were read without saying who asks."""


class AudienceQuerySet(models.QuerySet[Row_co]):
    """Rows that somebody may not see. Call `visible_to(actor)`, or `unrestricted(why)` in an action or a job.

    Raises AudienceUnasked when rows, counts or aggregates are read before either was called.
    """

    _asked = False

    def visible_to(self, actor: Actor) -> Self:
        """The rows that this actor may see. Override `audience_filter` in the mechanism's queryset."""
        rows = self.filter(self.audience_filter(actor))
        rows._asked = True
        return rows

    def unrestricted(self, why: str) -> Self:
        """All rows, for code that decides otherwise; `why` is for the reader of the code."""
        if not why:
            raise AudienceUnasked("unrestricted() needs its reason")
        rows = self.all()
        rows._asked = True
        return rows

    def audience_filter(self, actor: Actor) -> models.Q:
        raise NotImplementedError

    def _clone(self) -> Self:
        rows: Self = super()._clone()  # type: ignore[misc]
        rows._asked = self._asked
        return rows

    def _ensure_asked(self) -> None:
        if not self._asked:
            raise AudienceUnasked(f"{self.model.__name__} was read without visible_to(actor)")

    def _fetch_all(self) -> None:
        self._ensure_asked()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Any:
        self._ensure_asked()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._ensure_asked()
        return super().count()

    def exists(self) -> bool:
        self._ensure_asked()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._ensure_asked()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._ensure_asked()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._ensure_asked()
        return super().delete()
