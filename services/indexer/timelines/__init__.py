"""Tells what happened when, over all articles."""
