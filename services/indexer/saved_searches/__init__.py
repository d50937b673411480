"""Keeps searches, and asks them of every new article."""
