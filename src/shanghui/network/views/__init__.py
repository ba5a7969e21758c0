"""Pages of the network, one module a noun."""
