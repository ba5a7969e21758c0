"""Guests as a table."""
