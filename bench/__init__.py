"""Benchmarks: each a command that prints the house's figure, a reference's and the ratio, of one run on one machine."""
