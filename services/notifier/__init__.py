"""Tells webhooks of the articles that saved searches find."""
