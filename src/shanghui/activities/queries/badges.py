"""What stands on a badge."""

from collections.abc import Sequence
from dataclasses import dataclass

from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.codes import code_address
from shanghui.core.qr import qr_picture

#: cards of an A4 sheet
A_SHEET = 10
#: from so many signs on a name is set smaller; a Chinese sign is twice as wide as a Latin one
SIZES = ((8, ""), (12, "long"), (20, "longer"))
SMALLEST = "longest"


@dataclass(frozen=True, slots=True)
class Badge:
    """`size` and `firm_size`: a class that sets long texts smaller."""

    name: str
    size: str
    firm: str
    firm_size: str
    position: str
    unit: str
    qr: str


def badges(activity: Activity, first: int = 0, most: int | None = None) -> list[Badge]:
    """Of all who have a seat, by name; `first` and `most` cut a part out of a large activity."""
    rows = Registration.objects.unrestricted("the host prints them").filter(activity=activity).seated()
    rows = rows.select_related("unit", "enterprise").order_by("name", "pk")
    return [_badge(row) for row in rows[first : None if most is None else first + most]]


def pages_of(cards: Sequence[Badge]) -> list[Sequence[Badge]]:
    """Ten a sheet."""
    return [cards[at : at + A_SHEET] for at in range(0, len(cards), A_SHEET)]


def size_of(text: str, *, twice: bool = False) -> str:
    """`twice`: a line that has room for twice as much."""
    width = sum(2 if ord(sign) > 0x2E7F else 1 for sign in text) // (2 if twice else 1)
    return next((name for most, name in SIZES if width <= most), SMALLEST)


def _badge(row: Registration) -> Badge:
    firm = row.enterprise.called if row.enterprise else row.firm
    return Badge(
        name=row.name,
        size=size_of(row.name),
        firm=firm,
        firm_size=size_of(firm, twice=True),
        position=row.position,
        unit=row.unit.called if row.unit else "",
        qr=qr_picture(code_address(row)),
    )
