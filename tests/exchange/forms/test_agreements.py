"""What the forms of agreements understand, and what they say."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from shanghui.exchange.forms.agreements import AgreementForm, CommitmentForm, KeptForm, RenewForm, ReviewForm
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def agreement_form(world: World, sides: str, **facts: object) -> AgreementForm:
    data = {"title": "三年合作", "sides": sides, "audience": "own"} | facts
    return AgreementForm(data, actor=world.actors["secretary"])


def test_parties_are_written_one_a_line(world: World) -> None:
    form = agreement_form(world, "紧固件协会\n\n 物流商会 \n")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["sides"] == [world.chamber, world.other]


def test_each_line_that_is_not_understood_is_named_with_what_it_may_mean(world: World) -> None:
    make.make_enterprise("同名一厂", world.chamber)
    make.make_enterprise("同名二厂", world.chamber)
    errors = agreement_form(world, "紧固件协会\n同名\n没有这家").errors["sides"]
    assert errors == [
        "“同名”不够清楚，是不是“同名二厂”“同名一厂”？请写全称。",
        "网络里没有找到“没有这家”。请写全称、简称或信用代码。",
    ]


def test_two_different_parties_and_a_term_the_right_way_round(world: World) -> None:
    assert agreement_form(world, "紧固件协会").errors["sides"] == ["请写2至20个签约方，一行一个。"]
    assert agreement_form(world, "紧固件协会\n紧固件协会").errors["sides"] == ["有一个签约方写了两次，请删掉一行。"]
    form = agreement_form(world, "紧固件协会\n物流商会", start=TODAY, end=TODAY - DAY)
    assert form.errors["end"] == ["到期日在生效日之前，请改过来。"]


def test_standing_parties_are_understood_though_she_does_not_see_them(world: World) -> None:
    hidden = make.make_enterprise("隐藏厂", world.other, audience="own")
    agreement = exchange.make_agreement(world.chamber, world.chamber, hidden)
    form = AgreementForm(instance=agreement, actor=world.actors["secretary"])
    assert form["sides"].value() == "紧固件协会\n隐藏厂"
    data = {"title": "三年合作", "sides": "紧固件协会\n隐藏厂", "audience": "own"}
    assert AgreementForm(data, instance=agreement, actor=world.actors["secretary"]).is_valid()


def test_new_agreement_begins_as_known_to_its_parties_only(world: World) -> None:
    assert AgreementForm(actor=world.actors["secretary"])["audience"].value() == "own"


def test_kept_needs_a_sentence_or_a_reference() -> None:
    assert not KeptForm({"evidence": ""}, references=[]).is_valid()
    assert "reference" not in KeptForm(references=[]).fields
    assert KeptForm({"evidence": "", "reference": "a:1"}, references=[("a:1", "引荐")]).is_valid()
    assert not KeptForm({"evidence": "", "reference": "a:2"}, references=[("a:1", "引荐")]).is_valid()


def test_commitment_is_of_one_of_the_parties(world: World) -> None:
    parties = exchange.make_agreement(world.chamber, world.chamber, world.other).parties.all()
    data = {"party": parties[1].pk, "text": "办一场", "due_on": TODAY, "repeat_months": ""}
    form = CommitmentForm(data, parties=parties)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"party": parties[1].pk, "text": "办一场", "due_on": TODAY, "repeat_months": None}
    assert not CommitmentForm(data | {"party": 987_654}, parties=parties).is_valid()
    assert not CommitmentForm(data | {"repeat_months": "0"}, parties=parties).is_valid()


def test_commitment_without_a_new_date_stays_behind(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    goes, stays = exchange.make_commitment(agreement, 1), exchange.make_commitment(agreement, 0)
    pairs = [(goes, date(2030, 1, 1)), (stays, date(2030, 2, 1))]
    unbound = RenewForm(dues=pairs)
    assert unbound[f"due_{goes.pk}"].value() == date(2030, 1, 1)
    assert unbound[f"due_{goes.pk}"].label == f"物流商会：{goes.text}"
    data = {"signed_on": TODAY, "start": TODAY, f"due_{goes.pk}": "2030-03-01", f"due_{stays.pk}": ""}
    form = RenewForm(data, dues=pairs)
    assert form.is_valid(), form.errors
    assert form.dues == {goes.pk: date(2030, 3, 1)}
    assert "end" in RenewForm(data | {"end": TODAY - DAY}, dues=pairs).errors


def test_review_says_what_was_found() -> None:
    assert set(ReviewForm({}).errors) == {"on", "found", "verdict"}
