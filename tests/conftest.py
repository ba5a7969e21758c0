"""The house's own fixtures."""
