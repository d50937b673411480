"""People, organisations and places: mentions, types, aliases, roles."""
