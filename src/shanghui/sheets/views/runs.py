"""The list of imports, a new one, and the page of a run in whatever state it is."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound, NotPermitted, ensure_keys_known
from shanghui.sheets import rules
from shanghui.sheets.actions import runs as actions
from shanghui.sheets.actions.committing import begin_commit, stop_commit
from shanghui.sheets.actions.undoing import begin_undo
from shanghui.sheets.answers import table_answer
from shanghui.sheets.kinds import kind_of, kinds_for, known_kind
from shanghui.sheets.labels import FILE_REFUSALS, ROW_STATES, RUN_STATES
from shanghui.sheets.leftovers import leftover_header, leftover_rows
from shanghui.sheets.models import ImportRun
from shanghui.sheets.queries import pairs, runs
from shanghui.sheets.reading import FileRefused
from shanghui.sheets.rules import BUSY, RowState, RunState
from shanghui.sheets.views.asking import actor_of, asked_run, back_to


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def list_runs(request: HttpRequest) -> HttpResponse:
    """Upload a table; below it, what was imported before."""
    actor = actor_of(request)
    ensure_keys_known(request.GET, "kind", "page")
    kinds = kinds_for(actor) if actor.organisation_id else []
    require(bool(kinds))
    status, refusal = 200, ""
    if request.method == "POST":
        kind, upload = request.POST.get("kind", ""), request.FILES.get("file")
        if known_kind(actor, kind) is None:
            raise NotFound()
        try:
            if upload is None:
                raise rules.FileMissing()
            run = actions.begin_import(actor=actor, kind=kind, upload=upload, now=timezone.now())
            return redirect("sheets:run", run.pk)
        except (FileRefused, rules.FileMissing) as error:
            status, refusal = error.status, refusal_text(error)
    page = Paginator(runs.runs_of(actor), 20).get_page(request.GET.get("page"))
    context = {
        "kinds": kinds,
        "chosen": request.POST.get("kind") or request.GET.get("kind") or kinds[0].key,
        "refusal": refusal,
        "page": page,
        "past": runs.past_runs(list(page)),
        "limit": settings.UPLOAD_LIMIT // 1024 // 1024,
        "states": RUN_STATES,
    }
    return render(request, "sheets/runs.html", context, status=status)


@never_cache
@login_required
@require_safe
def show_run(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a run: what its state asks for."""
    run = asked_run(request, pk)
    return render(request, "sheets/run.html", run_context(request, run))


def run_context(request: HttpRequest, run: ImportRun) -> dict[str, object]:
    actor, state, kind = actor_of(request), run.run_state, kind_of(run.kind)
    counts = runs.counts_of(run)
    context: dict[str, object] = {
        "run": run,
        "kind": kind,
        "state": state.value,
        "counts": counts,
        "tally": tally(counts),
        "steps": steps(run, counts),
    }
    if state in BUSY:
        return context | {"progress": runs.progress_of(run)}
    if state is RunState.FAILED:
        return context | {"refusal": failure_text(run)}
    if state in {RunState.UPLOADED, RunState.CHECKED}:
        context |= {"columns": runs.shown_columns(run), "choices": kind.columns}
    if state in rules.MENDABLE:
        listed = pairs.listed_pairs(run)
        context |= {
            "groups": runs.mend_groups(run),
            "pairs": listed[1:],
            "pair": pairs.pair_of(actor, run, listed[0].number, timezone.now()) if listed else None,
        }
    past = runs.past_runs([run])[0]
    return context | {"past": past, "kept": kept_names(run) if state is RunState.UNDONE else []}


def kept_names(run: ImportRun) -> list[str]:
    return list(run.outcomes.exclude(kept="").values_list("kept", flat=True)[:100])


def failure_text(run: ImportRun) -> str:
    """Why the background step ended, in the reader's language."""
    for refusal in (*FILE_REFUSALS, NotPermitted):
        if refusal.__name__ == run.refusal.get("name"):
            return refusal_text(refusal(**run.refusal.get("context", {})))
    return refusal_text(FileRefused())


def tally(counts: runs.Counts) -> list[tuple[str, object, int]]:
    """Where every row went: state, label, number."""
    return [
        (state.value, ROW_STATES[state], counts.by_state[state]) for state in RowState if counts.by_state.get(state)
    ]


def steps(run: ImportRun, counts: runs.Counts) -> list[dict[str, object]]:
    """The five steps with what each has come to."""
    state = run.run_state
    chosen = sum(1 for key in run.mapping if key)
    at = {
        RunState.UPLOADED: 1, RunState.READING: 1, RunState.FAILED: 0, RunState.COMMITTING: 4, RunState.COMMITTED: 5,
        RunState.UNDOING: 4, RunState.UNDONE: 5, RunState.ABANDONED: 5,
    }.get(state, 2 if counts.to_mend else 3 if counts.duplicate else 4)  # fmt: skip
    texts = [
        (_("上传"), _("%(n)s行") % {"n": run.row_count} if run.row_count else ""),
        (_("对列"), _("%(all)s列对上%(n)s列") % {"all": len(run.header), "n": chosen} if run.header else ""),
        (_("改错"), _("还有%(n)s行") % {"n": counts.to_mend} if counts.to_mend else ""),
        (_("查重"), _("%(n)s对待定") % {"n": counts.duplicate} if counts.duplicate else ""),
        (_("导入"), _("%(n)s行") % {"n": counts.done + counts.unchanged} if counts.done + counts.unchanged else ""),
    ]
    return [
        {
            "number": place + 1,
            "name": name,
            "note": note,
            "state": "done" if place < at else "now" if place == at else "",
        }
        for place, (name, note) in enumerate(texts)
    ]


@never_cache
@login_required
@require_safe
def show_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress card; when the step is through, the page is asked to load itself anew."""
    run = asked_run(request, pk)
    if run.run_state not in BUSY:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "sheets/progress.html", {"run": run, "progress": runs.progress_of(run), "state": run.state})


@login_required
@require_POST
def commit_run(request: HttpRequest, pk: int) -> HttpResponse:
    run = asked_run(request, pk)
    begin_commit(actor=actor_of(request), run=run, now=timezone.now())
    return back_to(run)


@login_required
@require_POST
def stop_run(request: HttpRequest, pk: int) -> HttpResponse:
    run = asked_run(request, pk)
    stop_commit(actor=actor_of(request), run=run, now=timezone.now())
    return back_to(run)


@login_required
@require_POST
def undo_run(request: HttpRequest, pk: int) -> HttpResponse:
    run = asked_run(request, pk)
    begin_undo(actor=actor_of(request), run=run, now=timezone.now())
    return back_to(run)


@login_required
@require_POST
def abandon_run(request: HttpRequest, pk: int) -> HttpResponse:
    run = asked_run(request, pk)
    actions.abandon_import(actor=actor_of(request), run=run, now=timezone.now())
    messages.success(request, _("已放弃“%(file)s”，什么都没有导入。") % {"file": run.file_name})
    return redirect("sheets:runs")


@never_cache
@login_required
@require_safe
def list_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows themselves, in pages, all or of one state."""
    ensure_keys_known(request.GET, "state", "page")
    run = asked_run(request, pk)
    state = request.GET.get("state", "")
    if state and state not in set(RowState):
        raise rules.UnknownRowState()
    rows = run.rows.filter(state=state) if state else run.rows.all()
    page = Paginator(rows.order_by("number"), 50).get_page(request.GET.get("page"))
    kind = kind_of(run.kind)
    shown = [column for column in kind.columns if column.key in run.mapping]
    lines = [
        (row, [runs.row_texts(run, kind, row).get(column.key, "") for column in shown], ROW_STATES[RowState(row.state)])
        for row in page
    ]
    states = tally(runs.counts_of(run))
    context = {"run": run, "page": page, "columns": shown, "lines": lines, "state": state, "states": states}
    return render(request, "sheets/rows.html", context)


@login_required
@require_safe
def download_leftovers(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The rows not imported, with the reason; mended there, the file can be brought again."""
    run = asked_run(request, pk)
    title = _("没导入的行")
    return table_answer(f"import-{run.pk}-leftovers", "xlsx", title, leftover_header(run), leftover_rows(run))


@login_required
@require_safe
def download_template(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """An empty table with the columns of the kind and a row of examples."""
    known = known_kind(actor_of(request), kind)
    if known is None:
        raise NotFound()
    header = [str(column.label) for column in known.columns]
    return table_answer(known.key, "xlsx", str(known.label), header, [[column.example for column in known.columns]])
