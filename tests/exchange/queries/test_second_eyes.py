"""Who else could look at it."""

import pytest

from shanghui.exchange.queries.second_eyes import other_secretaries, others_could_check
from shanghui.network.models import Appointment
from shanghui.network.rules import Post
from tests.exchange.conftest import Market
from tests.factories import exchange as make
from tests.factories import network


def test_colleague_could(market: Market) -> None:
    row = make.make_need(market.chamber)
    assert others_could_check(market.actor("secretary"), row)
    assert others_could_check(market.actor("lin"), row)


@pytest.mark.parametrize("reason", ["left", "no login", "login closed", "no secretary"])
def test_nobody_could(market: Market, reason: str) -> None:
    row = make.make_need(market.chamber)
    posts = Appointment.objects.filter(person__user=market.user("lin"))
    if reason == "left":
        posts.update(end="2020-01-01")
    elif reason == "no secretary":
        posts.update(post=Post.PRESIDENT)
    elif reason == "login closed":
        market.world.users["lin"].is_active = False
        market.user("lin").save()
    else:
        posts.delete()
        network.make_appointment(network.make_person("没有账户"), market.chamber)
    assert not others_could_check(market.actor("secretary"), row)


def test_hers_are_left_out(market: Market) -> None:
    holders = {post.person.name for post in other_secretaries(market.actor("near")).select_related("person")}
    assert holders == {"沈知微", "林叙", "韩叙"}
