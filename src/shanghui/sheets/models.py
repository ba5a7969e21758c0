"""Tables of imports: a run, its rows, what became of them, and what was learned for the next time."""

from django.conf import settings
from django.db import models

from shanghui.core.actor import Actor
from shanghui.sheets.rules import RowState, RunState


def stored_name(run: "ImportRun", name: str) -> str:
    """Nothing of the user's file name reaches the disk."""
    return f"imports/{run.sha256[:2]}/{run.sha256}"


class RunQuerySet(models.QuerySet["ImportRun"]):
    def of(self, actor: Actor) -> "RunQuerySet":
        """A run is the business of the organisation for which it was made, and of nobody else."""
        return self.filter(organisation_id=actor.organisation_id) if actor.organisation_id else self.none()


class ImportRun(models.Model):
    """One file on its way in. `organisation_id` is of `network.organisation` (a reference: no key points up).

    `header`, `mapping` (column keys, "" for none), `guesses` and `sample` (first rows) follow the file's columns.
    """

    kind = models.CharField(max_length=40)
    organisation_id = models.BigIntegerField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    appointment_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    file_name = models.CharField(max_length=120)
    file = models.FileField(upload_to=stored_name, max_length=200)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=120, blank=True)
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    guesses = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(default=0)
    #: rows done in the present step
    progress = models.PositiveIntegerField(default=0)
    to_do = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default=RunState.UPLOADED, choices=[(s, s) for s in RunState])
    #: why it failed: {"name": a refusal's class, "context": {…}}
    refusal = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def run_state(self) -> RunState:
        return RunState(self.state)


class ImportRow(models.Model):
    """One row: cells as read, what was mended (column key → text), values as parsed, what it may be the same as."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    mended = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    #: what the reader lost on the way: column key → kind letter
    lost = models.JSONField(default=dict)
    target = models.BigIntegerField(null=True)
    #: number of the earlier row of the file that is the same thing
    twin = models.PositiveIntegerField(null=True)
    is_new = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=[(s, s) for s in RowState])

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_number")]
        indexes = [models.Index(fields=["run", "state", "number"], name="import_row_state")]


class ImportFlaw(models.Model):
    """A flaw of a row, as a row of its own: so flaws are grouped and paged by how to mend them."""

    row = models.ForeignKey(ImportRow, models.CASCADE, related_name="flaws")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="+")
    column = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    suggestion = models.CharField(max_length=500, blank=True)
    blocks = models.BooleanField()

    class Meta:
        ordering = ["row__number", "pk"]
        indexes = [models.Index(fields=["run", "column", "code"], name="import_flaw_group")]


class ImportOutcome(models.Model):
    """What became of a row; it is written in the transaction that wrote the row itself, so never twice."""

    row = models.OneToOneField(ImportRow, models.CASCADE, related_name="outcome")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="outcomes")
    state = models.CharField(max_length=10, choices=[(s, s) for s in RowState])
    subject = models.BigIntegerField(null=True)
    trace = models.JSONField(default=dict)
    refusal = models.CharField(max_length=40, blank=True)
    kept = models.CharField(max_length=200, blank=True)


class ColumnMemory(models.Model):
    """Where an organisation's header went the last time."""

    organisation_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    header = models.CharField(max_length=120)
    column = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation_id", "kind", "header"], name="column_memory_once")]


class DuplicateDecision(models.Model):
    """Are these two the same? Asked once, ever. Keys are digests of normalised facts, `left` below `right`."""

    organisation_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    left = models.CharField(max_length=64)
    right = models.CharField(max_length=64)
    same = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "kind", "left", "right"], name="duplicate_decision_once")
        ]
