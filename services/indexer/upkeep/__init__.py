"""Copies, checks, empties and fills an index."""
