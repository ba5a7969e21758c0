"""Shapes of agreements: what is not hers to know is left out."""

from shanghui.exchange.api import agreement_shapes as shapes
from shanghui.exchange.queries.agreements import lines
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World


def test_firm_reads_all_but_the_text(world: World) -> None:
    firm = make.Enterprise.objects.unrestricted("test").get(pk=world.actors["contact"].enterprise_id)
    agreement = exchange.make_agreement(world.other, world.other, firm, purpose="对接", text="机密")
    shown = shapes.agreement_out(world.actors["contact"], agreement)
    assert (shown["purpose"], shown["text"], shown["state"]) == ("对接", None, "in_force")
    assert shapes.agreement_out(world.actors["secretary"], agreement)["text"] == "机密"
    assert set(shown) <= set(shapes.AgreementOut.model_fields)


def test_line_of_the_list_has_the_nearest_day(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    owed = exchange.make_commitment(agreement)
    (line,) = lines(world.actors["secretary"], [agreement])
    assert shapes.line_out(line)["due_on"] == owed.due_on
    assert set(shapes.line_out(line)) <= set(shapes.AgreementLine.model_fields)
