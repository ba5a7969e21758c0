"""Reads that join mechanisms."""
