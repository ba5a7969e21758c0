"""What an import brought and nobody has published yet."""

import pytest

from shanghui.exchange.models import Listing
from shanghui.exchange.queries.imported import submitted_of_run
from tests.factories.network import make_organisation, make_secretary
from tests.network.sheets.runs import commit, csv_bytes, upload

pytestmark = pytest.mark.django_db


def test_only_what_the_run_wrote_and_still_waits() -> None:
    _, actor = make_secretary(make_organisation())
    rows = [["采购螺栓"], ["租厂房"], ["招电工"]]
    run = commit(actor, upload(actor, csv_bytes(["标题"], *rows), "needs"))
    commit(actor, upload(actor, csv_bytes(["标题"], ["别的文件"]), "needs"))
    all_rows = Listing.objects.unrestricted("a test").order_by("pk")
    all_rows.filter(title="租厂房").update(state="published")
    titles = [all_rows.get(pk=pk).title for pk in submitted_of_run(actor, run)]
    assert titles == ["采购螺栓", "招电工"]
    _, stranger = make_secretary(make_organisation())
    assert submitted_of_run(stranger, run) == []
