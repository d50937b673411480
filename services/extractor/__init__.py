"""Finds who said what, when and about whom in readable text."""
