"""Use cases of activities: the only writers."""
