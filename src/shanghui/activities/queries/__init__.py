"""What the pages and the API of activities read."""
