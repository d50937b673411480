"""Tells what each line is on the page, and why."""
