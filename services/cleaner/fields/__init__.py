"""Finds the article's fields: headline, authors, dates, outlet and more."""
