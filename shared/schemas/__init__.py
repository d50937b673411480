"""The messages on the streams."""
