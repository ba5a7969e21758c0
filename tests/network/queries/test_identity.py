"""The comparison key of a firm's name: equal keys are candidates for one firm."""

import pytest

from shanghui.network.queries.identity import name_key


@pytest.mark.parametrize(
    "name", ["上海砺锋标准件有限公司", "砺锋标准件（上海）有限公司", "上海礪鋒標準件股份有限公司", "砺锋标准件"]
)
def test_place_form_and_script_are_no_part_of_the_key(name: str) -> None:
    assert name_key(name) == "砺锋标准件"


def test_other_firms_have_other_keys() -> None:
    assert name_key("上海砺锋紧固件有限公司") != name_key("上海砺锋标准件有限公司")
    assert name_key("") == ""
