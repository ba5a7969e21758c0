"""Pages of imports, one module a step."""
