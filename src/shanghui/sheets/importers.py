"""A kind at work: for the actor of a request, or for whoever set a background step going."""

from datetime import datetime

from shanghui.core.actor import Actor
from shanghui.sheets.kinds import Importer, kind_of
from shanghui.sheets.models import ImportRun
from shanghui.sheets.permissions import can_work_on


def importer_of(run: ImportRun, now: datetime) -> Importer | None:
    """For whoever set the run going; None when her post has ended since."""
    actor = kind_of(run.kind).actor_of(run.by_id or 0, run.appointment_id)
    return importer_for(run, actor, now) if actor and can_work_on(actor, run) else None


def importer_for(run: ImportRun, actor: Actor, now: datetime) -> Importer:
    return kind_of(run.kind).importer(actor, frozenset(key for key in run.mapping if key), now)
