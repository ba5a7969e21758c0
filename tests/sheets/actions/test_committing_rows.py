"""Writing the ready rows: whole batches, twins folded into one, nothing held up by a line that will not go in."""

import pytest
from django.utils import timezone

from shanghui.network.models import Enterprise
from shanghui.sheets.actions.duplicates import answer_duplicate
from shanghui.sheets.rules import Answer
from tests.factories.network import make_enterprise, make_organisation, make_secretary
from tests.network.sheets.runs import commit, csv_bytes, states, upload

pytestmark = pytest.mark.django_db
FIRM = "上海砺锋标准件有限公司"


def names() -> list[str]:
    return sorted(Enterprise.objects.unrestricted("a test looks").values_list("name", flat=True))


def test_row_called_another_thing_is_written_as_a_new_one() -> None:
    organisation = make_organisation()
    make_enterprise(FIRM, organisation, address="墨玉路28号")
    _, actor = make_secretary(organisation)
    rows = [[FIRM, "墨玉路28号", "13800000001"], [FIRM, "沪宜公路1号", "13800000002"]]
    run = upload(actor, csv_bytes(["企业名称", "地址", "手机"], *rows))
    asked = run.rows.get(state="duplicate")
    while asked.state == "duplicate":
        answer_duplicate(actor=actor, run=run, number=asked.number, index=0, answer=Answer.BOTH, now=timezone.now())
        asked.refresh_from_db()
    assert states(commit(actor, run)) == {"updated": 1, "written": 1}
    assert names() == [FIRM, FIRM]
