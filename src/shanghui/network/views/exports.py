"""Every list as a file, with the list's own filters: what the page shows is what the file holds."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanghui.core.refusal import NotFound
from shanghui.network import permissions
from shanghui.network.models import Enterprise
from shanghui.network.queries import directory, exports, members
from shanghui.network.queries.directory import Tab
from shanghui.network.queries.exports import Cells
from shanghui.network.queries.picture import picture
from shanghui.network.sheets.registration import ENTERPRISES, ORGANISATIONS, PEOPLE
from shanghui.network.views.asking import actor_of
from shanghui.network.views.members import kept_organisation
from shanghui.network.views.picture import asked
from shanghui.sheets.answers import table_answer, workbook_answer
from shanghui.sheets.kinds import ImportKind
from shanghui.sheets.writing import Sheet


@login_required
@require_safe
def export_enterprises(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """The directory's firms, sorted as there."""
    actor = actor_of(request)
    filters = directory.filters_from(actor, request.GET.dict() | {"tab": Tab.ENTERPRISES})
    rows = directory.enterprises(actor, filters).order_by("sort_key", "pk")
    return _answer(ENTERPRISES, ending, "enterprises", exports.enterprise_cells(actor, rows))


@login_required
@require_safe
def export_members(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """The members of the organisation that she keeps, with dues where she may see them."""
    actor = actor_of(request)
    organisation = kept_organisation(request, actor)
    if organisation is None:
        raise NotFound()
    seen = permissions.can_see_dues(actor, organisation)
    filters = members.filters_from(request.GET.dict(), dues_seen=seen)
    chosen = members.narrowed(members.members_of(actor, organisation), filters).order_by().select_related(None)
    rows = Enterprise.objects.visible_to(actor).filter(pk__in=chosen.values("enterprise")).order_by("sort_key", "pk")
    return _answer(ENTERPRISES, ending, "members", exports.enterprise_cells(actor, rows, organisation))


def _answer(kind: ImportKind, ending: str, name: str, cells: Iterable[Cells]) -> StreamingHttpResponse:
    header = [str(column.label) for column in kind.columns]
    rows = exports.table((column.key for column in kind.columns), cells)
    return table_answer(f"{name}-{localdate():%Y%m%d}", ending, str(kind.label), header, rows)


@login_required
@require_safe
def export_organisations(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """The directory's organisations."""
    actor = actor_of(request)
    filters = directory.filters_from(actor, request.GET.dict() | {"tab": Tab.ORGANISATIONS})
    rows = directory.organisations(actor, filters).order_by("sort_key", "pk")
    return _answer(ORGANISATIONS, ending, "organisations", exports.organisation_cells(actor, rows))


@login_required
@require_safe
def export_people(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """The directory's people with the posts that she sees."""
    actor = actor_of(request)
    filters = directory.filters_from(actor, request.GET.dict() | {"tab": Tab.PEOPLE})
    rows = directory.people(actor, filters).order_by("sort_key", "pk")
    return _answer(PEOPLE, ending, "people", exports.person_cells(actor, rows))


@login_required
@require_safe
def export_picture(request: HttpRequest) -> StreamingHttpResponse:
    """The picture's two tables: who stands where, and who shares how many members."""
    wanted = asked(request)
    shown = picture(actor_of(request), wanted.order, wanted.focus, wanted.kind)
    units = Sheet(
        str(_("图上的单位")),
        [str(_("单位")), str(_("哪一类")), str(_("在谁下面")), str(_("会员"))],
        ([row.label, row.kind_label, row.above, row.members] for row in shown.rows),
    )
    pairs = Sheet(
        str(_("共有的会员")),
        [str(_("单位")), str(_("和谁")), str(_("共有企业"))],
        ([pair.first.name, pair.second.name, pair.enterprises] for pair in shown.shared),
    )
    return workbook_answer(f"picture-{localdate():%Y%m%d}", [units, pairs])
