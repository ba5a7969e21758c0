"""Two agreements of the demo: two chambers with a review due, and two firms who came together through an introduction."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from shanghui.core.audience import Audience
from shanghui.exchange.actions.agreements import add_agreement, put_in_force
from shanghui.exchange.actions.commitments import add_commitment
from shanghui.exchange.demo.brokers import Brokers
from shanghui.exchange.models import Agreement, Introduction
from shanghui.exchange.rules import IntroductionState
from shanghui.network.models import Organisation

HERE, THERE = "上海市紧固件工业协会", "上海市嘉定区工商业联合会"


def load_agreements(
    brokers: Brokers, organisations: dict[str, Organisation], introductions: list[Introduction], now: datetime
) -> list[Agreement]:
    """Kept by the association whose secretary signs in to the demo."""
    here, there = organisations[HERE], organisations[THERE]
    actor, today = brokers.head(here), localdate(now)
    facts = {
        "title": "紧固件产业共建协议",
        "purpose": "信息互通、会员互访、标准共用，每半年看一次。",
        "signed_on": today - timedelta(days=180),
        "start": today - timedelta(days=180),
        "end": today + timedelta(days=550),
        "review_months": 6,
        "audience": Audience.FEDERATION,
    }
    joint = add_agreement(actor=actor, facts=facts, parties=[here, there], organisation=here, now=now)
    for party, text, days, months in (
        (here, "每季度发一次供需清单给对方秘书处", 6, 3),
        (there, "借出安亭会议室，每年不少于四次", 90, None),
    ):
        row = joint.parties.get(organisation=party)
        due = today + timedelta(days=days)
        add_commitment(actor=actor, agreement=joint, party=row, text=text, due_on=due, repeat_months=months, now=now)
    made = [put_in_force(actor=actor, agreement=joint, now=now)]
    done = [
        one for one in introductions if one.state == IntroductionState.CONCLUDED and one.asking_organisation == here
    ]
    firms = [one for one in done if one.asking_enterprise and one.asked_enterprise]
    if firms:
        made.append(_of_firms(brokers, here, firms[0], now))
    return made


def _of_firms(brokers: Brokers, here: Organisation, introduction: Introduction, now: datetime) -> Agreement:
    assert introduction.asking_enterprise is not None
    assert introduction.asked_enterprise is not None
    actor, today = brokers.head(here), localdate(now)
    firms = [introduction.asking_enterprise, introduction.asked_enterprise]
    facts = {"title": f"{introduction.subject[:40]}：年度供货", "signed_on": today, "start": today, "review_months": 3}
    made = add_agreement(actor=actor, facts=facts, parties=firms, organisation=here, introduction=introduction, now=now)
    supplier, due = made.parties.get(enterprise=firms[1]), today + timedelta(days=30)
    add_commitment(
        actor=actor,
        agreement=made,
        party=supplier,
        text="每月5日前交货，附质检报告",
        due_on=due,
        repeat_months=1,
        now=now,
    )
    return put_in_force(actor=actor, agreement=made, now=now)
