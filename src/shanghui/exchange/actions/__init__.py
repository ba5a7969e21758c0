"""Use cases of the exchange: the only writers."""
