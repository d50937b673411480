"""Takes articles into the index, each exactly once."""
