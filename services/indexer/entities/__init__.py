"""Knows people, organisations and places over all articles, and what people decided of them."""
