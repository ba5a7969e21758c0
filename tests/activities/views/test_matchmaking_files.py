"""The downloads."""

from tests.factories.activities import make_activity
from tests.factories.activities_wishes import Fair


def test_who_downloads_what(expo: Fair) -> None:
    for name, statuses in {
        "participants.xlsx": {"host": 200, "keeper": 200, "officer": 403, "visitor": 404},
        "encounters.csv": {"host": 200, "keeper": 200, "officer": 403, "visitor": 404},
        "wishes.csv": {"host": 200, "keeper": 403, "officer": 403, "visitor": 404},
    }.items():
        for role, status in statuses.items():
            answer = expo.client(role).get(f"/activities/{expo.activity.pk}/{name}")
            assert answer.status_code == status, (name, role)


def test_other_activities_have_none(expo: Fair) -> None:
    assert expo.client("host").get(f"/activities/{make_activity(expo.area).pk}/wishes.csv").status_code == 404
