"""The demo of the exchange: invented needs, offers and introductions; the texts stand in `data/`."""
