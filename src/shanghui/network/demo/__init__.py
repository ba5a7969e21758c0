"""The demo network: public names of organisations, invented people and firms; the same every time."""
