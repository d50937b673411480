"""The `copydesk` command: the only place that knows every service."""
