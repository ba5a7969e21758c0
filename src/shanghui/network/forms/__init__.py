"""Input shapes of the network's pages, one module a noun."""
