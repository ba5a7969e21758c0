"""May you? Every kind of table says itself who may bring it."""

from shanghui.core.actor import Actor
from shanghui.sheets.kinds import kinds_for, known_kind
from shanghui.sheets.models import ImportRun


def can_import(actor: Actor, kind: str) -> bool:
    """She acts for an organisation and may bring this kind of table."""
    return actor.organisation_id is not None and known_kind(actor, kind) is not None


def can_import_anything(actor: Actor) -> bool:
    return actor.organisation_id is not None and bool(kinds_for(actor))


def can_work_on(actor: Actor, run: ImportRun) -> bool:
    """Colleagues of the same organisation go on with each other's runs."""
    return run.organisation_id == actor.organisation_id and can_import(actor, run.kind)
