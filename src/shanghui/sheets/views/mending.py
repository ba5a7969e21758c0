"""Columns, cells and pairs: each saved at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shanghui.core.asking import wants_part
from shanghui.core.labels import refusal_text
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.sheets import rules
from shanghui.sheets.actions import mending
from shanghui.sheets.actions.duplicates import answer_all, answer_duplicate
from shanghui.sheets.actions.runs import choose_columns
from shanghui.sheets.asking import actor_of, asked_run
from shanghui.sheets.kinds import kind_of
from shanghui.sheets.models import ImportFlaw
from shanghui.sheets.queries import pairs, runs
from shanghui.sheets.rules import Answer
from shanghui.sheets.views.asking import back_to
from shanghui.sheets.views.runs import run_context

#: what can be said of many pairs at once, and what she is told then
PAIRS_TOLD = {
    Answer.SAME: gettext_lazy("%(n)s对按同一个处理，用新的更新。"),
    Answer.BOTH: gettext_lazy("%(n)s行按新的处理，全都要。"),
}


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column means; the rows are then checked."""
    run = asked_run(request, pk)
    mapping = [request.POST.get(f"column_{index}", "") for index in range(len(run.header))]
    try:
        choose_columns(actor=actor_of(request), run=run, mapping=mapping, now=timezone.now())
    except (rules.ColumnMissing, rules.ColumnTwice) as refusal:
        run.mapping = mapping
        context = run_context(request, run) | {"column_refusal": refusal_text(refusal)}
        return render(request, "sheets/run.html", context, status=refusal.status)
    return back_to(run)


@login_required
@require_POST
def mend_cell(request: HttpRequest, pk: int, number: int, column: str) -> HttpResponse:
    """One cell; htmx gets the line back with what is still wrong, and the new counts."""
    run = asked_run(request, pk)
    text = request.POST.get("text", "")
    row = mending.mend_cell(
        actor=actor_of(request), run=run, number=number, column=column, text=text, now=timezone.now()
    )
    if not wants_part(request):
        return back_to(run, "mend")
    kind = kind_of(run.kind)
    known = kind.column(column)
    flaw = ImportFlaw.objects.filter(row=row, column=column).order_by("-blocks").first()
    texts = runs.row_texts(run, kind, row)
    context = {
        "run": run,
        "counts": runs.counts_of(run),
        "column": known,
        "fix": runs.Fix(number, runs.who(run, kind, texts), texts.get(column, ""), flaw.suggestion if flaw else ""),
        "told": runs.problem_label(kind, flaw.code) if flaw else _("已存"),
        "open": bool(flaw and flaw.blocks),
    }
    return render(request, "sheets/mended.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mend_group(request: HttpRequest, pk: int, column: str, code: str) -> HttpResponse:
    """A group in pages; its rows mended at once by their suggestions, by one value, or left out."""
    run = asked_run(request, pk)
    if request.method == "POST":
        return _mend_all(request, pk, column, code)
    group = runs.mend_group(run, column, code)
    if group is None:
        return back_to(run, "mend")
    flaws = runs.open_flaws(run).filter(column=column, code=code).select_related("row").order_by("row__number")
    page = Paginator(flaws, 50).get_page(request.GET.get("page"))
    fixes = runs.fixes_of(run, group.column, list(page))
    return render(request, "sheets/group.html", {"run": run, "group": group, "fixes": fixes, "page": page})


def _mend_all(request: HttpRequest, pk: int, column: str, code: str) -> HttpResponse:
    run, actor, now = asked_run(request, pk), actor_of(request), timezone.now()
    match request.POST.get("act"):
        case "suggest":
            number = mending.mend_group(actor=actor, run=run, column=column, code=code, text=None, now=now)
        case "value":
            text = request.POST.get("text", "")
            number = mending.mend_group(actor=actor, run=run, column=column, code=code, text=text, now=now)
        case "skip":
            number = mending.skip_group(actor=actor, run=run, column=column, code=code, now=now)
            messages.success(request, _("%(n)s行不导入，会放进“没导入的行”里。") % {"n": number})
            return back_to(run, "mend")
        case _:
            raise BadRequest()
    messages.success(request, _("已改%(n)s行。") % {"n": number})
    return back_to(run, "mend")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_pair(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Two rows that look alike, side by side; the answer is remembered."""
    run, actor = asked_run(request, pk), actor_of(request)
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        if answer not in set(Answer):
            raise BadRequest()
        answer_duplicate(actor=actor, run=run, number=number, index=0, answer=Answer(answer), now=timezone.now())
        following = pairs.listed_pairs(run, number) or pairs.listed_pairs(run)
        if not following or not wants_part(request):
            return _whole_page(request, pk)
        number = following[0].number
    pair = pairs.pair_of(actor, run, number, timezone.now())
    if pair is None:
        raise NotFound()
    context = {"run": run, "pair": pair, "pairs": pairs.listed_pairs(run, number), "counts": runs.counts_of(run)}
    template = "sheets/pair_answered.html" if wants_part(request) else "sheets/pair_page.html"
    return render(request, template, context)


@login_required
@require_POST
def answer_pairs(request: HttpRequest, pk: int) -> HttpResponse:
    """At once: what is very probably the same, or all that are left as new ones."""
    run = asked_run(request, pk)
    try:
        answer = Answer(request.POST.get("answer", ""))
        told = PAIRS_TOLD[answer]
    except (ValueError, KeyError) as error:
        raise BadRequest() from error
    at_least = runs.LIKELY if answer is Answer.SAME else 0
    number = answer_all(actor=actor_of(request), run=run, answer=answer, at_least=at_least, now=timezone.now())
    messages.success(request, told % {"n": number})
    return back_to(run, "pairs")


def _whole_page(request: HttpRequest, pk: int) -> HttpResponse:
    if wants_part(request):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return back_to(asked_run(request, pk), "pairs")
