"""A table as a download, streamed: the browser begins to save while rows are still being read."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.urls import register_converter

from shanghui.sheets.writing import Cell, Sheet, stream_csv, stream_xlsx

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class EndingConverter:
    """`<ending:ending>` in an address: xlsx or csv."""

    regex = "xlsx|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(EndingConverter, "ending")  # here, because it may be registered once only


def table_answer(
    name: str, ending: str, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> StreamingHttpResponse:
    """`name`: ASCII, without ending; `ending`: xlsx or csv; `title`: the worksheet's name."""
    if ending == "csv":
        return _answer(name, ending, stream_csv(header, rows))
    return workbook_answer(name, [Sheet(title, header, rows)])


def workbook_answer(name: str, sheets: Sequence[Sheet]) -> StreamingHttpResponse:
    """A workbook of several sheets."""
    return _answer(name, "xlsx", stream_xlsx(sheets))


def _answer(name: str, ending: str, chunks: Iterator[bytes]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(chunks, content_type=CONTENT_TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer["Cache-Control"] = "no-store"
    return answer
