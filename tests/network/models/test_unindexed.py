"""A column without its index gives the same rows."""

import pytest
from django.db import connection

from shanghui.network.models import Enterprise
from shanghui.network.models.unindexed import Unindexed
from tests.factories import network as make


@pytest.mark.django_db
def test_same_rows_and_on_sqlite_another_way() -> None:
    region = make.make_region()
    firm = make.make_enterprise("甲", region=region)
    make.make_enterprise("乙")
    rows = Enterprise.objects.unrestricted("test").alias(place=Unindexed("region")).filter(place__in=[region.pk])
    assert list(rows) == [firm]
    assert ('+"network_enterprise"."region_id"' in str(rows.query)) is (connection.vendor == "sqlite")
