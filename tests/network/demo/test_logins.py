"""Demo logins: one for each role, each told for what."""

from shanghui.network.demo.load import STARS
from shanghui.network.demo.logins import LOGINS, PASSWORD


def test_every_login_is_told_once_and_belongs_to_somebody_or_to_a_role() -> None:
    names = [login.username for login in LOGINS]
    assert names == ["secretary", "district", "convener", "officer", "contact", "visitor"]
    assert all(str(login.duty) for login in LOGINS)
    people = {login.person for login in LOGINS if login.person}
    assert people - set(STARS.values()) == {"顾承舟"}
    assert len(PASSWORD) >= 10
