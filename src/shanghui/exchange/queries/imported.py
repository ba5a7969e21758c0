"""What an import brought and nobody has published yet."""

from shanghui.core.actor import Actor
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import ListingState
from shanghui.sheets.models import ImportOutcome, ImportRun
from shanghui.sheets.rules import RowState

KINDS = ("needs", "offers")


def submitted_of_run(actor: Actor, run: ImportRun) -> list[int]:
    """Ids of the listings of this run that wait for the second pair of eyes and that she sees, in order of the file."""
    written = ImportOutcome.objects.filter(run=run, run__kind__in=KINDS, state=RowState.WRITTEN)
    waiting = Listing.objects.visible_to(actor).filter(state=ListingState.SUBMITTED)
    subjects = written.filter(subject__in=waiting.values("pk")).order_by("row__number")
    return [pk for pk in subjects.values_list("subject", flat=True) if pk is not None]
