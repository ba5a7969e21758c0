"""The only writers of imports: one module a step."""
