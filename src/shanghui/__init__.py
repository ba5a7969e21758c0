"""商汇: the working platform of a federation of chambers of commerce."""

__version__ = "0.1.0"
