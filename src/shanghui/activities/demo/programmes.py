"""Two stages of the North Area: one calls for applications, on the other its units have voted. Invented facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from shanghui.accounts.models import User
from shanghui.activities.actions import applications, ballots, deciding, programmes
from shanghui.activities.actions.deciding import Choice
from shanghui.activities.actions.programmes import Yardstick
from shanghui.activities.models import Activity, Application, Programme
from shanghui.activities.queries.standings import suggestion
from shanghui.activities.rules import Selection
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.network.demo.load import Loaded
from shanghui.network.models import Appointment, Organisation
from shanghui.network.queries.actors import actor_in
from shanghui.network.rules import Post

AREA = "北片区"
FASTENERS, PLATING, LOGISTICS = "上海市紧固件工业协会", "上海市表面处理行业协会", "上海市工商联物流商会"
ANHUI, CULTURE, JIADING = "上海市安徽商会", "上海市工商联文化商会", "上海市嘉定区工商业联合会"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class LoadedProgrammes:
    """`activities`: the drafts of the two that were chosen."""

    calling: Programme
    decided: Programme
    activities: list[Activity]


@transaction.atomic
def load(loaded: Loaded, *, now: datetime) -> LoadedProgrammes:
    """After the network; with its logins the demo's people find them as their own."""
    area = loaded.organisations[AREA]
    convener = _acting(area, Post.CONVENER, now)
    calling = _calling(convener, loaded, now)
    decided, made = _decided(convener, loaded, now)
    return LoadedProgrammes(calling, decided, made)


def _calling(convener: Actor, loaded: Loaded, now: datetime) -> Programme:
    """Three chambers have applied; a week and a half is left."""
    today, begun = localdate(now), now - 9 * DAY
    facts = {
        "title": "北片区春季会员日",
        "theme": "把会员请到一起，半天时间，谈成一件事。",
        "wanted": "面向片区会员的小型活动：公开课、参观、对接都行。片区出场地和茶歇，承办单位出内容、请嘉宾、管签到。",
        "venue": "嘉定安亭会议中心三楼",
        "budget": Decimal(60_000),
        "places": 2,
        "start": today + 40 * DAY,
        "end": today + 54 * DAY,
        "apply_until": today + 11 * DAY,
        "audience": Audience.AREA,
    }
    criteria = [Yardstick("对会员有用", 3), Yardstick("准备扎实", 2), Yardstick("带动别的单位", 1)]
    made = _opened(convener, loaded, facts, criteria, begun)
    for days, name, title, plan, on, guests, money in (
        (
            7,
            FASTENERS,
            "紧固件选型公开课",
            "请两位工程师讲螺栓怎么选、怎么防松，带样品。会后一对一答疑。",
            42,
            60,
            18_000,
        ),
        (
            5,
            LOGISTICS,
            "仓配开放日",
            "看一座自动化仓库，听三家企业怎么把仓储费降下来。大巴从片区出发。",
            46,
            40,
            22_000,
        ),
        (
            2,
            CULTURE,
            "工厂里的设计课",
            "设计师带着案例进厂，讲包装和展厅怎么改。每家企业带走一张改造清单。",
            50,
            35,
            15_000,
        ),
    ):
        wish = {"title": title, "plan": plan, "on": today + on * DAY, "guests": guests, "money": Decimal(money)}
        _applied(made, loaded.organisations[name], wish, now - days * DAY)
    return made


def _decided(convener: Actor, loaded: Loaded, now: datetime) -> tuple[Programme, list[Activity]]:
    """Four applied, six units voted, two were chosen."""
    today, begun = localdate(now), now - 60 * DAY
    facts = {
        "title": "北片区供需对接季",
        "theme": "片区里买得到的，不去外面找。",
        "wanted": "围绕一条产业链办一场对接会，至少十家采购方到场。",
        "venue": "宝山智慧湾会议厅",
        "budget": Decimal(80_000),
        "places": 2,
        "start": today + 12 * DAY,
        "end": today + 33 * DAY,
        "apply_until": localdate(begun) + 20 * DAY,
        "selection": Selection.BALLOT,
        "votes_each": 2,
        "audience": Audience.AREA,
    }
    made = _opened(convener, loaded, facts, [], begun)
    sent = {}
    for days, name, title, plan, on in (
        (55, PLATING, "表面处理上下游对接会", "请电镀、喷涂、检测企业和整机厂见面，先收需求再排桌。", 15),
        (52, FASTENERS, "紧固件集中采购对接会", "汇总会员的标准件用量，请供应商当场报价。", 20),
        (50, LOGISTICS, "冷链与城配对接会", "食品企业和车队对接，谈淡旺季怎么互补。", 26),
        (47, ANHUI, "皖沪产业协作会", "老家园区和在沪企业对接，谈配套和用工。", 30),
    ):
        wish = {"title": title, "plan": plan, "on": today + on * DAY, "guests": 80}
        sent[name] = _applied(made, loaded.organisations[name], wish, now - days * DAY)
    programmes.begin_selecting(actor=convener, programme=made, now=now - 39 * DAY)
    for voter, chosen in (
        (FASTENERS, (PLATING, LOGISTICS)), (PLATING, (FASTENERS,)), (LOGISTICS, (PLATING, FASTENERS)),
        (ANHUI, (PLATING, FASTENERS)), (CULTURE, (ANHUI, PLATING)), (JIADING, (FASTENERS, PLATING)),
    ):  # fmt: skip
        actor = _acting(loaded.organisations[voter], Post.SECRETARY_GENERAL, now)
        for name in chosen:
            ballots.cast_vote(actor=actor, application=sent[name], now=now - 35 * DAY)
    choice = Choice(suggestion(made), answer="感谢申请。这次名额有限，方案很好，欢迎下一季再来。")
    activities = deciding.decide_programme(actor=convener, programme=made, choice=choice, now=now - 30 * DAY)
    return Programme.objects.unrestricted("the demo").get(pk=made.pk), activities


def _opened(
    convener: Actor, loaded: Loaded, facts: dict[str, object], criteria: list[Yardstick], at: datetime
) -> Programme:
    area = loaded.organisations[AREA]
    made = programmes.add_programme(actor=convener, organisation=area, facts=facts, criteria=criteria, now=at)
    # the table dates its rows by the clock on the wall, which knows nothing of the past that is played
    Programme.objects.unrestricted("the demo").filter(pk=made.pk).update(created_at=at)
    return programmes.open_programme(actor=convener, programme=made, now=at)


def _applied(programme: Programme, organisation: Organisation, facts: dict[str, object], at: datetime) -> Application:
    actor = _acting(organisation, Post.SECRETARY_GENERAL, at)
    facts = {"contact": f"{actor.name}，秘书处", **facts}
    return applications.apply(actor=actor, programme=programme, organisation=organisation, facts=facts, now=at)


def _acting(organisation: Organisation, post: Post, now: datetime) -> Actor:
    """Whoever holds the post; a person without an account acts under her name all the same."""
    today = localdate(now)
    posts = Appointment.objects.on(today).filter(organisation=organisation, post=post)
    found = posts.select_related("person__user", "organisation", "enterprise").order_by("pk")[0]
    return actor_in(found.person.user or User(), found, today)
