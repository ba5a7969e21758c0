"""The only writers of imports: one module a step. What a job does all by itself stands apart from what sets it going."""
