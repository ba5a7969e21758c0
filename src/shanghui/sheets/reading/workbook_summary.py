"""What a workbook says of its sheets; apart from `workbook`, so that the server never loads the parser."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """A sheet of a workbook. `cells`: how many hold something (for .xls: the rectangle); 0 when unknown."""

    name: str
    hidden: bool
    cells: int
