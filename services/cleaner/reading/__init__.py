"""Reads what was scraped, of whatever kind, into lines of text."""
