"""Activities: board."""

PAGES = """
# activities, board
"""

API = """
# activities, board
"""

BODIES: dict[str, object] = {}
