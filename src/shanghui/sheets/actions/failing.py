"""A run that cannot go on: it ends here, and its page says why."""

from shanghui.core.refusal import Refusal
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import RunState


def fail(run: ImportRun, refusal: Refusal) -> None:
    run.state = RunState.FAILED
    run.refusal = {
        "name": type(refusal).__name__,
        "context": {key: str(value) for key, value in refusal.context.items()},
    }
    run.save()
