"""Addresses of activities, a module a part."""
