"""Activities: door."""

PAGES = """
# activities, door
"""

API = """
# activities, door
"""

BODIES: dict[str, object] = {}
