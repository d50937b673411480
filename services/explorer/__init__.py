"""The explorer: the index and the pipeline over HTTP."""
