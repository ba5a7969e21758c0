"""The demo of activities: stages, activities, a matchmaking."""
