"""Tests of the project: decisions by facts, views by rows, screens in a real browser."""
