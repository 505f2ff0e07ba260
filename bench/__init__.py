"""Measures speed and memory of the whole product."""
