"""Uploads of tests go into a folder of their own."""

from tests.network.sheets.conftest import media

__all__ = ["media"]
