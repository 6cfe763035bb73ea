"""Measuring against public sets: one module per set, each with `predict(path)`."""
