"""A picture of an address."""

import segno

from shanghui.core.qr import qr_picture


def test_picture_is_an_svg_that_no_other_file_is_needed_for() -> None:
    address = "https://chamber.example/network/areas/2/"
    assert qr_picture(address) == segno.make(address, error="m", mask=4).svg_data_uri(scale=4)
    assert qr_picture(address).startswith("data:image/svg+xml")
    assert qr_picture(address) != qr_picture(address + "x")
