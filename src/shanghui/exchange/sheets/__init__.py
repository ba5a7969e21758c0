"""Tables of needs and offers, in and out."""
