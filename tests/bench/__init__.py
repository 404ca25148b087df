"""Measurements: one JSON line a figure (name, value, unit, aim)."""
