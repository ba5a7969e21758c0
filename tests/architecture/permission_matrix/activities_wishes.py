"""Activities: wishes."""

PAGES = """
# activities, wishes
"""

API = """
# activities, wishes
"""

BODIES: dict[str, object] = {}
