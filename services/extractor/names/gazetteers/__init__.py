"""Small lists of our own making: what a news editor knows by heart of countries, places, institutions and names."""
