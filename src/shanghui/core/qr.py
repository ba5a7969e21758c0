"""An address as a picture that a phone reads."""

import segno


def qr_picture(address: str) -> str:
    """SVG as a data: address for an img."""
    return segno.make(address, error="m").svg_data_uri(scale=4)
