"""Reads of the network, one module a question."""
