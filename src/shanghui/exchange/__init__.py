"""The exchange: needs and offers, matches, introductions, outcomes."""
