"""Activities: activities."""

PAGES = """
# activities, activities
"""

API = """
# activities, activities
"""

BODIES: dict[str, object] = {}
