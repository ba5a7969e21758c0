"""The picture's tables as a workbook; the download links on the pages lead somewhere."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.factories import network as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    area = make.make_area(make.make_federation())
    first, second = make.make_organisation("甲商会", area=area), make.make_organisation("乙商会", area=area)
    make.make_enterprise("上海砺锋标准件有限公司", first, second)
    client = Client()
    client.force_login(make.make_secretary(first)[0])
    return client


def test_picture_has_both_tables(client: Client) -> None:
    answer = client.get("/network/picture.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    units, pairs = book.worksheets
    assert {row[0] for row in units.iter_rows(min_row=2, values_only=True)} >= {"甲商会", "乙商会"}
    assert list(pairs.iter_rows(min_row=2, values_only=True)) in (
        [("甲商会", "乙商会", 1)],
        [("乙商会", "甲商会", 1)],
    )


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/network/?tab=enterprises&q=lifeng", "/network/enterprises.xlsx?q=lifeng"),
        ("/network/?tab=organisations", "/network/organisations.xlsx"),
        ("/network/?tab=people", "/network/people.xlsx"),
        ("/network/members/", "/network/members.xlsx"),
        ("/network/picture/?order=area", "/network/picture.xlsx?order=area"),
    ],
)
def test_page_offers_its_table(client: Client, page: str, link: str) -> None:
    assert f'href="{link}' in client.get(page).content.decode()
    assert client.get(link).status_code == 200


def test_whoever_keeps_no_members_has_no_table_of_them() -> None:
    browser = Client()
    browser.force_login(make.make_visitor()[0])
    assert browser.get("/network/members.xlsx").status_code == 404
