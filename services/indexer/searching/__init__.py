"""Finds articles and quotations, and counts what they have in common."""
