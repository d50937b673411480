"""One module per command: it parses, calls one function, prints."""
