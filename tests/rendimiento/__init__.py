"""Measurements, run by `make bench`: each a ratio against a baseline taken in the same run."""
