"""The lists and the picture as files to download."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanghui.core.asking import actor_of
from shanghui.core.refusal import NotFound
from shanghui.network.queries.picture import picture
from shanghui.network.sheets import files
from shanghui.network.views.members import kept_organisation
from shanghui.network.views.picture import asked
from shanghui.sheets.answers import workbook_answer
from shanghui.sheets.writing import Sheet


@login_required
@require_safe
def export_enterprises(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    return files.enterprises_file(actor_of(request), request.GET.dict(), ending)


@login_required
@require_safe
def export_organisations(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    return files.organisations_file(actor_of(request), request.GET.dict(), ending)


@login_required
@require_safe
def export_people(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    return files.people_file(actor_of(request), request.GET.dict(), ending)


@login_required
@require_safe
def export_members(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    actor = actor_of(request)
    organisation = kept_organisation(request, actor)
    if organisation is None:
        raise NotFound()
    return files.members_file(actor, organisation, request.GET.dict(), ending)


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
