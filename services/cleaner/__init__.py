"""Turns a messy scrape into readable text and says what was removed and why."""
