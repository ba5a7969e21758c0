"""The catalogue's tables as files, and the options of a form's search field."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from shanghui.catalogue import queries
from shanghui.catalogue.queries.picking import KINDS
from shanghui.catalogue.views.asking import reader
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.sheets.writing import Sheet, stream_csv, stream_xlsx

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
OFFERED = 12


@require_safe
@login_required
def export_catalogue(request: HttpRequest, name: str, ending: str) -> StreamingHttpResponse:
    """A whole table, streamed."""
    reader(request)
    if name not in queries.EXPORTS or ending not in TYPES:
        raise NotFound()
    table = queries.EXPORTS[name]
    title, header = str(table.title), table.header()
    rows = table.rows()
    chunks = stream_xlsx([Sheet(title, header, rows)]) if ending == "xlsx" else stream_csv(header, rows)
    response = StreamingHttpResponse(chunks, content_type=TYPES[ending])
    filename = f"{title}_{localdate():%Y%m%d}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, filename) or ""
    return response


@require_safe
@login_required
def pick(request: HttpRequest) -> HttpResponse:
    """Options as HTML for core/js/combobox.js."""
    reader(request, "kind", "q")
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        raise BadRequest()
    found = queries.offered(kind, request.GET.get("q", ""))[:OFFERED]
    options = [(queries.picked_text(entry), entry) for entry in found]
    return render(request, "catalogue/options.html", {"options": options})
