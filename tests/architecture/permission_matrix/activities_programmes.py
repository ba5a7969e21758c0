"""Activities: programmes."""

PAGES = """
# activities, programmes
"""

API = """
# activities, programmes
"""

BODIES: dict[str, object] = {}
