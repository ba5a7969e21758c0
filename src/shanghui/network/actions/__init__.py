"""The only writers of the network: one module a noun, one function a use case."""
